package dev.wgan.table;

import dev.wgan.runtime.internal.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of typed cells in Java memory.
 *
 * <p>Immutable and thread-safe.
 */
@SuppressWarnings("exports") // of JSpecify, which readers of class files may lack
public final class Table {
  private final TableSchema schema;
  private final long[][] cells;
  private final int rows;

  /** Keeps the positions of the cells, by column. */
  Table(TableSchema schema, long[][] cells, int rows) {
    this.schema = schema;
    this.cells = cells;
    this.rows = rows;
  }

  /** A table of one row. */
  static Table ofRow(TableSchema schema, long[] positions) {
    long[][] cells = new long[positions.length][];
    for (int c = 0; c < cells.length; c++) {
      cells[c] = new long[] {positions[c]};
    }
    return new Table(schema, cells, 1);
  }

  /**
   * Returns the number of rows.
   *
   * @return 0 or more
   */
  public int size() {
    return rows;
  }

  /**
   * Returns the columns.
   *
   * @return the columns, from left to right
   */
  public List<TableColumn> columns() {
    return schema.columns();
  }

  /**
   * Returns the schema.
   *
   * @return columns and notation
   */
  public TableSchema schema() {
    return schema;
  }

  /**
   * Returns a cell in Java: a {@code Long}, {@code BigDecimal}, {@code String}, {@code Boolean},
   * {@code LocalDate}, {@code LocalTime}, {@code LocalDateTime} or {@code UUID}.
   *
   * @param row the row, 0 to size - 1
   * @param column the column, 0 to columns - 1
   * @return the value, null if it is missing
   */
  public @Nullable Object value(int row, int column) {
    long position = position(row, column);
    return position == ColumnType.MISSING ? null : columns().get(column).type().value(position);
  }

  /**
   * Returns a cell in Java by the name of its column.
   *
   * @param row the row, 0 to size - 1
   * @param column the name of the column
   * @return the value, null if it is missing
   * @throws SchemaException if there is no such column
   */
  public @Nullable Object value(int row, String column) {
    return value(row, schema.indexOf(column));
  }

  /**
   * Returns a cell as it is written.
   *
   * @param row the row, 0 to size - 1
   * @param column the column, 0 to columns - 1
   * @return the text
   */
  public String text(int row, int column) {
    return columns().get(column).text(position(row, column));
  }

  /** The position of a cell. */
  long position(int row, int column) {
    if (row < 0 || row >= rows || column < 0 || column >= cells.length) {
      throw new IndexOutOfBoundsException(
          "row %s and column %s of a table of %s rows and %s columns: expected numbers from 0 on"
              .formatted(row, column, rows, cells.length));
    }
    return cells[column][row];
  }

  /**
   * Returns a row as a map from the names of the columns to their values.
   *
   * @param row the row, 0 to size - 1
   * @return the values in the order of the columns, null for a missing one
   */
  public Map<String, @Nullable Object> row(int row) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int c = 0; c < cells.length; c++) {
      values.put(columns().get(c).name(), value(row, c));
    }
    return Collections.unmodifiableMap(values);
  }

  /**
   * Returns all rows as maps, made one by one.
   *
   * @return the rows in order
   */
  public Stream<Map<String, @Nullable Object>> rows() {
    return IntStream.range(0, rows).mapToObj(this::row);
  }

  /**
   * Writes the rows as CSV (RFC 4180), UTF-8, in the notation of the schema, with the names of the
   * columns in the first line. Cells are written as they are: one that a spreadsheet would take for
   * a formula, such as {@code =1+1}, stays one, as in the training data.
   *
   * @param file the file, replaced atomically
   * @throws UncheckedIOException if writing fails
   */
  public void writeCsv(Path file) {
    write(file, out -> new CsvRows(schema, out).header().append(this));
  }

  /**
   * Writes the rows as CSV to a stream, which is flushed but not closed.
   *
   * @param out receives the bytes of {@link #writeCsv(Path)}
   * @throws UncheckedIOException if writing fails
   */
  public void writeCsv(OutputStream out) {
    write(out, stream -> new CsvRows(schema, stream).header().append(this));
  }

  /**
   * Writes the rows as JSON lines: an object per line, UTF-8. Missing values are null; numbers and
   * truth values are not quoted.
   *
   * @param file the file, replaced atomically
   * @throws UncheckedIOException if writing fails
   */
  public void writeJsonLines(Path file) {
    write(file, out -> new JsonRows(schema, out).append(this));
  }

  /**
   * Writes the rows as JSON lines to a stream, which is flushed but not closed.
   *
   * @param out receives the bytes of {@link #writeJsonLines(Path)}
   * @throws UncheckedIOException if writing fails
   */
  public void writeJsonLines(OutputStream out) {
    write(out, stream -> new JsonRows(schema, stream).append(this));
  }

  private static void write(Path file, AtomicFile.Content content) {
    try {
      AtomicFile.write(file, content);
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private static void write(OutputStream out, AtomicFile.Content content) {
    try {
      content.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw failure("a table", e);
    }
  }

  private static UncheckedIOException failure(Object target, IOException e) {
    return new UncheckedIOException("cannot write " + target + ": " + e.getMessage(), e);
  }

  /** For example "Table[10000 rows of 10 columns]". */
  @Override
  public String toString() {
    return "Table[%s rows of %s columns]".formatted(rows, cells.length);
  }
}
