package dev.wgan.table;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The notation of a table as CSV.
 *
 * <p>Immutable and thread-safe.
 *
 * @param separator the character between cells
 * @param quotesText whether texts are quoted even where they need not be, as R writes them
 * @param crlf whether lines end with carriage return and line feed, as RFC 4180 has it, instead of
 *     a line feed
 */
public record CsvFormat(char separator, boolean quotesText, boolean crlf) {
  /** Commas between cells, quotation marks where needed, line feeds. */
  public static final CsvFormat PLAIN = new CsvFormat(',', false, false);

  /**
   * Checks the separator.
   *
   * @throws SchemaException if it is a quotation mark or a line break
   */
  public CsvFormat {
    if (separator == '"' || separator == '\n' || separator == '\r') {
      throw new SchemaException(
          "the separator is a quotation mark or a line break: expected a character such as , or ;");
    }
  }

  /**
   * Returns the description of this format in names and values, from which {@link #of} makes it
   * again.
   *
   * @return separator, quotes and lines
   */
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("separator", String.valueOf(separator));
    fields.put("quotes", quotesText ? "text" : "needed");
    fields.put("lines", crlf ? "crlf" : "lf");
    return fields;
  }

  /**
   * Returns the format of a description.
   *
   * @param fields what {@link #fields} returned; what is missing is as in {@link #PLAIN}
   * @return the format
   * @throws SchemaException if the description is wrong
   */
  public static CsvFormat of(Map<String, String> fields) {
    ColumnSettings settings = new ColumnSettings("the CSV format", fields);
    String separator = settings.text("separator", ",");
    if (separator.length() != 1) {
      throw new SchemaException(
          "the separator is '%s': expected one character, such as , or ;"
              .formatted(ColumnSettings.shown(separator)));
    }
    return new CsvFormat(
        separator.charAt(0),
        settings.is("quotes", "text", "needed"),
        settings.is("lines", "crlf", "lf"));
  }
}
