package dev.wgan.train.data;

import java.util.List;
import java.util.Optional;

/**
 * The format of a table of text. Open parts are detected from its first lines and recorded in the
 * {@link Findings}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param header whether the first line holds names
 * @param separator the separator of fields
 * @param decimal the decimal mark
 * @param ignoredColumns names of columns to leave out; by default a row index without a name, none
 *     if the list is empty
 */
public record TableFormat(
    Header header, Separator separator, Decimal decimal, Optional<List<String>> ignoredColumns) {
  /** The format of which every part is detected. */
  public static final TableFormat AUTO =
      new TableFormat(Header.AUTO, Separator.AUTO, Decimal.AUTO, Optional.empty());

  /** A treatment of the first line. */
  public enum Header {
    /** Names if it holds words, or whole numbers where the lines below hold fractions. */
    AUTO,
    /** Names, even if they look like values. */
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

  /** Copies the list. */
  public TableFormat {
    ignoredColumns = ignoredColumns.map(List::copyOf);
  }
}
