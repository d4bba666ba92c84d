package dev.wgan.table;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The comparison of a column's cells with values.
 *
 * <p>Immutable and thread-safe. {@link Condition#column} makes it.
 */
public final class CellComparison implements Condition {
  private static final Pattern BARE = Pattern.compile("[^\\s()=!<>,'\"]+");
  private static final Pattern WORD = Pattern.compile("(?i)and|or|in|is|not");

  private final String column;
  private final Comparing operator;
  private final List<String> values;

  CellComparison(String column, Comparing operator, List<String> values) {
    this.column = column;
    this.operator = operator;
    this.values = List.copyOf(values);
  }

  /**
   * Returns the name of the column.
   *
   * @return the name
   */
  public String column() {
    return column;
  }

  Comparing operator() {
    return operator;
  }

  List<String> values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CellComparison that
        && that.column.equals(column)
        && that.operator == operator
        && that.values.equals(values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * column.hashCode() + operator.hashCode()) + values.hashCode();
  }

  /** The condition as {@link Condition#parse} reads it. */
  @Override
  public String toString() {
    String start = quoted(column) + " " + operator.text();
    if (values.isEmpty()) {
      return start;
    }
    boolean list = operator == Comparing.IN || operator == Comparing.NOT_IN;
    String all = values.stream().map(CellComparison::quoted).collect(Collectors.joining(", "));
    return start + (list ? " (" + all + ")" : " " + all);
  }

  private static String quoted(String text) {
    return BARE.matcher(text).matches() && !WORD.matcher(text).matches()
        ? text
        : '"' + text.replace("\"", "\"\"") + '"';
  }
}
