package dev.wgan.train.data;

import dev.wgan.train.key.NearNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The columns of a table of text, and which of them are read.
 *
 * <p>Immutable and thread-safe.
 *
 * @param names the names of all columns
 * @param read the places of the columns that are read
 * @param notes phrases about columns that were left out
 */
record CsvColumns(List<String> names, List<Integer> read, List<String> notes) {
  private static final Set<String> INDEX_NAMES =
      Set.of("index", "idx", "id", "row", "rowid", "row_id", "unnamed: 0", "#", "nr", "no");

  /** The columns that the first line names, or numbered columns if it holds values. */
  static CsvColumns of(
      Path file, List<String> first, CsvDialect dialect, Optional<List<String>> ignored) {
    List<String> names = new ArrayList<>();
    boolean unnamed = dialect.index();
    if (dialect.index()) {
      names.add("column0");
    }
    for (String field : first) {
      boolean blank = !dialect.header() || field.isBlank();
      unnamed |= dialect.header() && names.isEmpty() && field.isBlank();
      names.add(blank ? "column" + names.size() : field.strip());
    }
    boolean drop = unnamed && names.size() > 1 && ignored.isEmpty();
    CsvColumns all = new CsvColumns(names, places(names.size()), List.of());
    if (dialect.emptyLast()) {
      all = all.without(names.size() - 1, "left out the last column, which is empty");
    }
    if (drop) {
      return all.without(0, "left out column 0, a row index without a name");
    }
    for (String name : ignored.orElse(List.of())) {
      if (!names.contains(name)) {
        throw DataException.about(
            DataOption.IGNORE_COLUMNS,
            Text.of("%s has no column '%s': %s", file, name, NearNames.among(name, names)));
      }
      for (int c = 0; c < names.size(); c++) {
        if (names.get(c).equals(name)) {
          all = all.without(c, Text.of("left out column %d (%s)", c, name));
        }
      }
    }
    if (all.read().isEmpty()) {
      throw DataException.about(
          DataOption.IGNORE_COLUMNS,
          Text.of("no column of %s is left to read: expected one", file));
    }
    return all;
  }

  /** The names of the columns that are read. */
  List<String> readNames() {
    return read.stream().map(names::get).toList();
  }

  /**
   * Looks for columns that count the rows: one that is named as an index is left out unless the
   * options say which columns are, others are noted.
   */
  CsvColumns checked(List<double[]> rows, boolean mayDrop) {
    CsvColumns checked = this;
    for (int i = 0; i < read.size() && rows.size() > 2; i++) {
      int column = read.get(i);
      String name = names.get(column);
      if (!counts(rows, i)) {
        continue;
      }
      boolean index = INDEX_NAMES.contains(name.toLowerCase(Locale.ROOT));
      checked =
          index && mayDrop && checked.read().size() > 1
              ? checked.without(
                  column, Text.of("left out column %d (%s), which counts the rows", column, name))
              : checked.noting(Text.of("column %d (%s) counts the rows", column, name));
    }
    return checked;
  }

  private static boolean counts(List<double[]> rows, int place) {
    double start = rows.get(0)[place];
    if (start != 0 && start != 1) {
      return false;
    }
    return IntStream.range(0, rows.size()).allMatch(r -> rows.get(r)[place] == start + r);
  }

  private CsvColumns without(int column, String note) {
    return new CsvColumns(names, read.stream().filter(place -> place != column).toList(), notes)
        .noting(note);
  }

  private CsvColumns noting(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new CsvColumns(names, read, more);
  }

  private static List<Integer> places(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
