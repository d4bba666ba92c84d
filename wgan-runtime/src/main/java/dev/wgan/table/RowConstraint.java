package dev.wgan.table;

import java.util.Map;

/**
 * A statement about rows that a person adds to a schema, and that every drawn row meets.
 *
 * <p>Implementations are immutable and thread-safe.
 */
public sealed interface RowConstraint
    permits RangeConstraint, OrderConstraint, CombinationConstraint, UniqueConstraint {
  /**
   * Returns the description of this constraint in names and values, from which {@link
   * ConstraintWord#of} makes it again.
   *
   * @return the word of the constraint, and its settings
   */
  Map<String, String> fields();

  /**
   * Checks that the constraint fits the columns of a schema.
   *
   * @param schema the schema
   * @throws SchemaException if a column does not exist, is ignored, or has another type than needed
   */
  void requireFits(TableSchema schema);
}
