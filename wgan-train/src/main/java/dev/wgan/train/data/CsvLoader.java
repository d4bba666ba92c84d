package dev.wgan.train.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads a table of numbers from text.
 *
 * <p>Not thread-safe: one use by one thread.
 */
final class CsvLoader {
  private final Path file;
  private final CsvDialect dialect;
  private final TableFormat format;
  private final List<double[]> rows = new ArrayList<>();
  private @Nullable CsvColumns columns;

  private CsvLoader(Path file, CsvDialect dialect, TableFormat format) {
    this.file = file;
    this.dialect = dialect;
    this.format = format;
  }

  static Dataset load(Path file, DataOptions options) throws IOException {
    TableFormat format = options.table();
    CsvLoader loader = new CsvLoader(file, CsvDialect.of(file, format), format);
    int comments = CsvLines.read(file, loader.dialect.separator(), loader::take);
    return loader.dataset(comments, options);
  }

  private boolean take(long number, List<String> fields) {
    CsvColumns known = columns;
    if (known == null) {
      known = CsvColumns.of(file, fields, dialect, format.ignoredColumns());
      columns = known;
      if (dialect.header()) {
        return true;
      }
    }
    if (fields.size() != known.names().size()) {
      throw new DataException(
          Text.of(
              "line %d of %s has %d fields: expected %d, as in the first line",
              number, file, fields.size(), known.names().size()),
          Remedy.of(
              "correct the line, or set the separator of fields with %s", DataOption.SEPARATOR));
    }
    rows.add(row(number, fields, known));
    return true;
  }

  private double[] row(long number, List<String> fields, CsvColumns known) {
    double[] row = new double[known.read().size()];
    for (int i = 0; i < row.length; i++) {
      int column = known.read().get(i);
      String field = fields.get(column);
      row[i] = dialect.numbers().parse(field);
      if (!Double.isFinite(row[i])) {
        String name = known.names().get(column);
        throw new DataException(
            Text.of(
                "line %d of %s has \"%s\" in column %d (%s): expected a finite number",
                number, file, CsvNumbers.shown(field), column, CsvNumbers.shown(name)),
            remedy(fields, field, name));
      }
    }
    return row;
  }

  private Remedy remedy(List<String> fields, String field, String name) {
    boolean words =
        fields.size() > 1
            && fields.stream()
                .noneMatch(f -> CsvNumbers.isMissing(f) || dialect.numbers().isNumber(f));
    return dialect.header() && rows.isEmpty() && words
        ? Remedy.of("remove it if it is a second line of names")
        : dialect.numbers().remedy(field, name);
  }

  private Dataset dataset(int comments, DataOptions options) {
    CsvColumns known = columns;
    if (known == null || rows.isEmpty()) {
      throw new DataException(file + " holds no rows: expected at least one line of numbers");
    }
    CsvColumns checked = known.checked(rows, format.ignoredColumns().isEmpty());
    List<String> notes = new ArrayList<>(List.of(dialect.note()));
    notes.addAll(checked.notes());
    if (comments > 0) {
      notes.add("ignored " + Plural.of(comments, "comment"));
    }
    List<Integer> places = checked.read().stream().map(known.read()::indexOf).toList();
    return Tables.of(
        Datasets.fileName(file),
        file.toString(),
        new ParsedRows(rows, places),
        checked.readNames(),
        new Findings(1, notes),
        options);
  }

  /** Rows as they were parsed, without columns that were left out afterwards. */
  private record ParsedRows(List<double[]> rows, List<Integer> places) implements Tables.Rows {
    @Override
    public int count() {
      return rows.size();
    }

    @Override
    public double get(int row, int column) {
      return rows.get(row)[places.get(column)];
    }
  }
}
