package dev.wgan.table;

/**
 * The type of a column whose values are made anew, without the network.
 *
 * <p>Implementations are immutable and thread-safe.
 */
public sealed interface MadeType extends ColumnType permits ConstantType, SequenceType, UuidType {
  /**
   * Returns the position of the value of a row.
   *
   * @param word 64 random bits, which no two rows of a seed share
   * @param row the index of the row within its seed, 0 or more
   * @return the position
   */
  long position(long word, long row);
}
