package dev.wgan.table;

import java.util.Map;

/**
 * The type of a column: how its cells are written, and which Java value they have.
 *
 * <p>Implementations are immutable and thread-safe. Each value has a <em>position</em>, a whole
 * number in the order of the values: a count of the smallest unit of a number or a time, or the
 * number of a category.
 */
public sealed interface ColumnType permits MeasureType, LevelType, MadeType, IgnoredType {
  /** The position of a missing value. */
  long MISSING = Long.MIN_VALUE;

  /**
   * Returns the word of this type in schemas.
   *
   * @return the word
   */
  TypeWord word();

  /**
   * Returns the position of a cell.
   *
   * @param text the cell as it is written
   * @return its position
   * @throws SchemaException if the text is not a value of this type
   */
  long parse(String text);

  /**
   * Returns a value as it is written in a cell.
   *
   * @param position the position of a value of this type
   * @return the text, which {@link #parse} reads
   */
  String text(long position);

  /**
   * Returns a value in Java.
   *
   * @param position the position of a value of this type
   * @return an object of {@link #javaType}
   */
  Object value(long position);

  /**
   * Returns the class of this type's values.
   *
   * @return the class
   */
  Class<?> javaType();

  /**
   * Returns whether JSON writes the text of a value without quotation marks.
   *
   * @return true for numbers and truth values
   */
  boolean literal();

  /**
   * Returns the settings from which {@link TypeWord#type} makes this type again.
   *
   * @return the settings by name
   */
  Map<String, String> settings();
}
