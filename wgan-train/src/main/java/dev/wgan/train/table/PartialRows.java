package dev.wgan.train.table;

import dev.wgan.onnx.cli.Result;
import dev.wgan.table.ColumnType;
import dev.wgan.table.CsvRows;
import dev.wgan.table.IgnoredType;
import dev.wgan.table.RowCompletion;
import dev.wgan.table.SchemaException;
import dev.wgan.table.TableColumn;
import dev.wgan.table.TableSchema;
import dev.wgan.train.data.CsvTable;
import dev.wgan.train.data.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a CSV file with empty cells, matched with the columns of a model.
 *
 * <p>Not thread-safe.
 */
@SuppressWarnings("exports") // of JSpecify, which readers of class files may lack
public final class PartialRows {
  private final CsvTable rows;
  private final TableSchema model;
  private final int[] places; // [columns of the model], the place in the file, or -1
  private final TableSchema written;
  private final List<String> others;

  private PartialRows(
      CsvTable rows, TableSchema model, int[] places, TableSchema written, List<String> others) {
    this.rows = rows;
    this.model = model;
    this.places = places;
    this.written = written;
    this.others = others;
  }

  /**
   * Matches the columns of a file with those of a model.
   *
   * @param rows the file
   * @param model the schema of the model's rows
   * @return the rows
   * @throws DataException if no column of the file is one of the model
   */
  public static PartialRows of(CsvTable rows, TableSchema model) {
    int[] places = model.columns().stream().mapToInt(c -> rows.names().indexOf(c.name())).toArray();
    if (Arrays.stream(places).allMatch(place -> place < 0)) {
      throw new DataException(
          "the file has the columns %s, none of which the model has: expected some of %s"
              .formatted(
                  shown(rows.names()),
                  shown(model.columns().stream().map(TableColumn::name).toList())));
    }
    List<TableColumn> columns = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (int c = 0; c < rows.names().size(); c++) {
      int place = c;
      int known = Arrays.stream(places).boxed().toList().indexOf(place);
      if (known < 0) {
        others.add(rows.names().get(c));
      }
      columns.add(
          known >= 0
              ? model.columns().get(known)
              : new TableColumn(rows.names().get(c), new IgnoredType(""), Optional.empty()));
    }
    return new PartialRows(
        rows, model, places, new TableSchema(columns, rows.csv()), List.copyOf(others));
  }

  private static String shown(List<String> names) {
    return String.join(", ", names.stream().map(ColumnKeys::shown).limit(20).toList());
  }

  /**
   * Returns the columns of the file that the model does not have.
   *
   * @return their names
   */
  public List<String> others() {
    return others;
  }

  /**
   * The result of a completion.
   *
   * @param filled the number of filled cells
   * @param violations the number of rows that do not meet the constraints of the table
   */
  public record Report(long filled, long violations) {}

  /**
   * Fills the empty cells and writes the rows in the notation of the file.
   *
   * @param completion fills rows
   * @param seed the seed of the draws
   * @param out the file, replaced atomically, or {@code -}
   * @return the number of filled cells
   * @throws DataException if a given cell is not a value of its column
   * @throws IOException if writing fails
   */
  public Report complete(RowCompletion completion, long seed, Path out) throws IOException {
    long[] counts = new long[2];
    Result.write(
        out,
        stream -> {
          CsvRows csv = new CsvRows(written, stream).header();
          for (int r = 0; r < rows.size(); r++) {
            csv.row(completed(completion, seed, r, counts));
          }
        });
    return new Report(counts[0], counts[1]);
  }

  private List<String> completed(RowCompletion completion, long seed, int row, long[] counts) {
    List<@Nullable String> given = new ArrayList<>();
    try {
      for (int c = 0; c < places.length; c++) {
        String text = places[c] < 0 ? "" : rows.column(places[c]).get(row);
        given.add(isEmpty(model.columns().get(c), text) ? null : text);
      }
      List<String> cells = new ArrayList<>();
      for (int c = 0; c < rows.names().size(); c++) {
        cells.add(rows.column(c).get(row));
      }
      boolean open = false;
      for (int c = 0; c < places.length; c++) {
        open |= places[c] >= 0 && given.get(c) == null;
      }
      if (!open) {
        return cells;
      }
      RowCompletion.Completed whole = completion.complete(given, seed, row);
      counts[1] += whole.meetsConstraints() ? 0 : 1;
      for (int c = 0; c < places.length; c++) {
        if (places[c] >= 0 && given.get(c) == null) {
          cells.set(places[c], whole.cells().get(c));
          counts[0]++;
        }
      }
      return cells;
    } catch (SchemaException e) {
      throw new DataException(
          "row %s of the file does not fit the model: %s".formatted(row + 1, e.getMessage()), e);
    }
  }

  private static boolean isEmpty(TableColumn column, String text) {
    return text.isEmpty()
        || (column.missing().isPresent() && column.parse(text) == ColumnType.MISSING);
  }
}
