package dev.wgan.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A writer of tables of one schema as CSV, table by table, for more rows than fit into memory.
 *
 * <p>Not thread-safe. The stream is neither flushed nor closed.
 */
public final class CsvRows {
  private static final int BLOCK = 1 << 16;

  private final TableSchema schema;
  private final OutputStream out;
  private final StringBuilder text = new StringBuilder(2 * BLOCK);

  /**
   * Creates a writer.
   *
   * @param schema the schema of the tables
   * @param out receives UTF-8 in blocks
   */
  public CsvRows(TableSchema schema, OutputStream out) {
    this.schema = schema;
    this.out = out;
  }

  /**
   * Writes the names of the columns.
   *
   * @return this
   * @throws IOException if writing fails
   */
  public CsvRows header() throws IOException {
    for (int c = 0; c < schema.columns().size(); c++) {
      cell(c, schema.columns().get(c).name(), schema.csv().quotesText());
    }
    endLine();
    drain(0);
    return this;
  }

  /**
   * Writes rows.
   *
   * @param table rows of the schema
   * @return this
   * @throws IOException if writing fails
   */
  public CsvRows append(Table table) throws IOException {
    int columns = schema.columns().size();
    for (int r = 0; r < table.size(); r++) {
      for (int c = 0; c < columns; c++) {
        TableColumn column = schema.columns().get(c);
        long position = table.position(r, c);
        boolean quoted =
            schema.csv().quotesText() && position != ColumnType.MISSING && !column.type().literal();
        cell(c, column.text(position), quoted || isLiteralText(column, position));
      }
      endLine();
      drain(BLOCK);
    }
    drain(0);
    return this;
  }

  /**
   * Writes a row of texts, which need not be values of the columns.
   *
   * @param texts the cells, one per column
   * @return this
   * @throws IOException if writing fails
   */
  public CsvRows row(List<String> texts) throws IOException {
    for (int c = 0; c < texts.size(); c++) {
      boolean literal = schema.columns().get(c).type().literal();
      cell(c, texts.get(c), schema.csv().quotesText() && !literal && !texts.get(c).isEmpty());
    }
    endLine();
    drain(0);
    return this;
  }

  /** Truth values such as "yes" are quoted where texts are, others such as 1 are not. */
  private boolean isLiteralText(TableColumn column, long position) {
    return schema.csv().quotesText()
        && position != ColumnType.MISSING
        && column.type() instanceof BooleanType type
        && Character.isLetter(type.text(position).isEmpty() ? '0' : type.text(position).charAt(0));
  }

  private void cell(int column, String cell, boolean quoted) {
    if (column > 0) {
      text.append(schema.csv().separator());
    }
    if (quoted || needsQuotes(cell, column)) {
      text.append('"').append(cell.replace("\"", "\"\"")).append('"');
    } else {
      text.append(cell);
    }
  }

  /** A line must be neither blank nor, for readers that know comments, one of those. */
  private boolean needsQuotes(String cell, int column) {
    if (column == 0 && (cell.startsWith("#") || (cell.isEmpty() && schema.columns().size() == 1))) {
      return true;
    }
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c == schema.csv().separator() || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }

  private void endLine() {
    text.append(schema.csv().crlf() ? "\r\n" : "\n");
  }

  private void drain(int atLeast) throws IOException {
    if (text.length() >= atLeast && text.length() > 0) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
      text.setLength(0);
    }
  }
}
