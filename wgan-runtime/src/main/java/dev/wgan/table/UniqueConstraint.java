package dev.wgan.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The constraint that no two rows of one call have equal cells in some columns. Rows in which one
 * of the cells is missing are not compared.
 *
 * <p>Immutable and thread-safe.
 *
 * @param columns the names of the columns, one or more
 */
public record UniqueConstraint(List<String> columns) implements RowConstraint {
  /**
   * Copies the list.
   *
   * @throws SchemaException if it is empty
   */
  public UniqueConstraint {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new SchemaException("a constraint of unique rows has no columns: expected one or more");
    }
  }

  @Override
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(ConstraintWord.KEY, ConstraintWord.UNIQUE.text());
    fields.put("columns", ColumnSettings.list(columns));
    return fields;
  }

  @Override
  public void requireFits(TableSchema schema) {
    for (String name : columns) {
      ColumnType type = schema.requireLearned(name).type();
      if (type instanceof ConstantType) {
        throw new SchemaException(
            "a constraint of unique rows is about the constant column '%s': expected other columns"
                .formatted(ColumnSettings.shown(name)));
      }
    }
  }
}
