package dev.wgan.table;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition on the cells of a row, such as {@code cut = Ideal and price > 1000}.
 *
 * <p>Implementations are immutable and thread-safe. Numbers, dates and times are compared as
 * values, whatever their notation. A missing value meets only {@code is missing}: it is neither
 * equal to a value nor different from it.
 */
public sealed interface Condition permits CellComparison, Condition.All, Condition.Any {
  /**
   * Reads a condition.
   *
   * @param text comparisons such as {@code price >= 10.5}, {@code cut in (Ideal, "Very Good")} or
   *     {@code born is not missing}, joined by {@code and} and {@code or} and grouped by
   *     parentheses. Names and values that hold spaces or signs are quoted
   * @return the condition
   * @throws SchemaException if the text is not a condition
   */
  static Condition parse(String text) {
    return new ConditionParser(text).condition();
  }

  /**
   * Starts a comparison.
   *
   * @param name the name of a column
   * @return the column, whose methods return conditions
   */
  static ConditionColumn column(String name) {
    return new ConditionColumn(name);
  }

  /**
   * Returns the condition that a row meets both this and another condition.
   *
   * @param other the other condition
   * @return both
   */
  default Condition and(Condition other) {
    return new All(List.of(this, other));
  }

  /**
   * Returns the condition that a row meets this or another condition.
   *
   * @param other the other condition
   * @return one of the two
   */
  default Condition or(Condition other) {
    return new Any(List.of(this, other));
  }

  /**
   * Several conditions, all of which must be met.
   *
   * @param parts the conditions
   */
  record All(List<Condition> parts) implements Condition {
    /** Copies the list. */
    public All {
      parts = List.copyOf(parts);
    }

    /** The condition as {@link Condition#parse} reads it. */
    @Override
    public String toString() {
      return parts.stream()
          .map(part -> part instanceof Any ? "(" + part + ")" : part.toString())
          .collect(Collectors.joining(" and "));
    }
  }

  /**
   * Several conditions, one of which must be met.
   *
   * @param parts the conditions
   */
  record Any(List<Condition> parts) implements Condition {
    /** Copies the list. */
    public Any {
      parts = List.copyOf(parts);
    }

    /** The condition as {@link Condition#parse} reads it. */
    @Override
    public String toString() {
      return parts.stream().map(Condition::toString).collect(Collectors.joining(" or "));
    }
  }
}
