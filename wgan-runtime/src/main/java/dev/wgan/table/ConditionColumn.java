package dev.wgan.table;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * A column of which a condition is made. Values are numbers, texts, truth values, or dates and
 * times of {@code java.time}. A text stands for the value that a cell of this text has.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the name of the column
 */
public record ConditionColumn(String name) {
  /**
   * Returns the condition that a cell equals a value.
   *
   * @param value the value
   * @return the condition
   */
  public Condition is(Object value) {
    return comparison(Comparing.EQUAL, value);
  }

  /**
   * Returns the condition that a cell has another value.
   *
   * @param value the value
   * @return the condition
   */
  public Condition isNot(Object value) {
    return comparison(Comparing.NOT_EQUAL, value);
  }

  /**
   * Returns the condition that a cell is less than a value.
   *
   * @param value the value
   * @return the condition
   */
  public Condition lessThan(Object value) {
    return comparison(Comparing.LESS, value);
  }

  /**
   * Returns the condition that a cell is less than a value or equal to it.
   *
   * @param value the value
   * @return the condition
   */
  public Condition atMost(Object value) {
    return comparison(Comparing.AT_MOST, value);
  }

  /**
   * Returns the condition that a cell is more than a value.
   *
   * @param value the value
   * @return the condition
   */
  public Condition moreThan(Object value) {
    return comparison(Comparing.MORE, value);
  }

  /**
   * Returns the condition that a cell is more than a value or equal to it.
   *
   * @param value the value
   * @return the condition
   */
  public Condition atLeast(Object value) {
    return comparison(Comparing.AT_LEAST, value);
  }

  /**
   * Returns the condition that a cell equals one of some values.
   *
   * @param values the values
   * @return the condition
   */
  public Condition in(Object... values) {
    return comparison(Comparing.IN, values);
  }

  /**
   * Returns the condition that a cell has a value other than some.
   *
   * @param values the values
   * @return the condition
   */
  public Condition notIn(Object... values) {
    return comparison(Comparing.NOT_IN, values);
  }

  /**
   * Returns the condition that the value is missing.
   *
   * @return the condition
   */
  public Condition isMissing() {
    return comparison(Comparing.MISSING);
  }

  /**
   * Returns the condition that the value is not missing.
   *
   * @return the condition
   */
  public Condition isPresent() {
    return comparison(Comparing.PRESENT);
  }

  private Condition comparison(Comparing operator, Object... values) {
    List<String> texts = Arrays.stream(values).map(ConditionColumn::text).toList();
    return new CellComparison(name, operator, texts);
  }

  private static String text(Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }
}
