package dev.wgan.train.data;

import java.util.List;
import java.util.Optional;

/**
 * A description of how a table of text is written. What is left open is found out from its first
 * lines, and stands in the {@link Findings}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param header whether the first line holds names
 * @param separator what separates fields
 * @param decimal how decimals are written
 * @param ignoredColumns names of columns to leave out; by default a row index without a name, none
 *     if the list is empty
 */
public record TableFormat(
    Header header, Separator separator, Decimal decimal, Optional<List<String>> ignoredColumns) {
  /** Everything is found out. */
  public static final TableFormat AUTO =
      new TableFormat(Header.AUTO, Separator.AUTO, Decimal.AUTO, Optional.empty());

  /** A treatment of the first line. */
  public enum Header {
    /** Names if it holds words, or whole numbers where the lines below hold fractions. */
    AUTO,
    /** Names, whatever they look like. */
    YES,
    /** Values like those of the other lines. */
    NO
  }

  /** A separator of fields. */
  public enum Separator {
    /** The separator that makes the first lines a table of numbers. */
    AUTO,
    /** A comma. */
    COMMA,
    /** A semicolon. */
    SEMICOLON,
    /** A tabulator. */
    TAB,
    /** A vertical bar. */
    BAR,
    /** Any number of spaces or tabulators. */
    SPACE
  }

  /** A decimal mark. */
  public enum Decimal {
    /** The mark that makes the first lines a table of numbers. */
    AUTO,
    /** With a point: {@code 1.5}. */
    POINT,
    /** With a comma: {@code 1,5}. */
    COMMA
  }

  /**
   * Copies the list.
   *
   * @param header whether the first line holds names
   * @param separator what separates fields
   * @param decimal how decimals are written
   * @param ignoredColumns names of columns to leave out
   */
  public TableFormat {
    ignoredColumns = ignoredColumns.map(List::copyOf);
  }
}
