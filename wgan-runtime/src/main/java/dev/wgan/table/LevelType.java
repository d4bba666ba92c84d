package dev.wgan.table;

/**
 * The type of a column whose values are out of a closed list.
 *
 * <p>Implementations are immutable and thread-safe.
 */
public sealed interface LevelType extends ColumnType permits CategoryType, BooleanType {
  /**
   * Returns the number of values, which have the positions from 0 on.
   *
   * @return 1 or more
   */
  int size();
}
