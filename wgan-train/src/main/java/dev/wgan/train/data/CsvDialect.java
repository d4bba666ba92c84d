package dev.wgan.train.data;

import dev.wgan.train.data.TableFormat.Decimal;
import dev.wgan.train.data.TableFormat.Header;
import dev.wgan.train.data.TableFormat.Separator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The dialect of a table of text: from the options, and otherwise the one under which the first
 * lines are a table of numbers.
 *
 * <p>Immutable and thread-safe.
 *
 * @param separator the separator of fields
 * @param numbers the notation of numbers
 * @param header whether the first line holds names
 * @param index whether the lines start with a field that the first line does not name, as R writes
 *     row names
 * @param emptyLast whether all lines end with a separator, which makes an empty last field
 */
record CsvDialect(
    Separator separator, CsvNumbers numbers, boolean header, boolean index, boolean emptyLast) {
  private static final int LINES = 200;

  /** A measure of how well a dialect fits the first lines. */
  private record Trial(CsvDialect dialect, int columns, boolean consistent, double numeric) {
    boolean perfect() {
      return consistent && numeric == 1;
    }

    /**
     * Several columns before one, because a separator that does not occur gives one; then by fit.
     */
    double score() {
      return (perfect() ? 100 : 0) + (columns > 1 ? 10 : 0) + (consistent ? 5 : 0) + numeric;
    }
  }

  /** Finds the dialect of a file. */
  static CsvDialect of(Path file, TableFormat format) throws IOException {
    Trial best = null;
    DataException failure = null;
    for (Separator separator : Separator.values()) {
      if (separator == Separator.AUTO
          || (format.separator() != Separator.AUTO && format.separator() != separator)) {
        continue;
      }
      List<List<String>> lines = new ArrayList<>();
      try {
        CsvLines.read(
            file,
            separator,
            (number, fields) -> {
              lines.add(fields);
              return lines.size() < LINES;
            });
      } catch (DataException e) {
        failure = failure == null ? e : failure;
        continue;
      }
      if (lines.isEmpty()) {
        continue;
      }
      for (Decimal decimal : List.of(Decimal.POINT, Decimal.COMMA)) {
        if (format.decimal() == Decimal.AUTO || format.decimal() == decimal) {
          Trial trial = trial(lines, separator, decimal, format.header());
          best = best == null || trial.score() > best.score() ? trial : best;
        }
      }
    }
    if (best == null) {
      throw failure != null
          ? failure
          : new DataException(file + " holds no rows: expected at least one line of numbers");
    }
    return best.dialect();
  }

  private static Trial trial(
      List<List<String>> lines, Separator separator, Decimal decimal, Header header) {
    CsvNumbers numbers = new CsvNumbers(decimal == Decimal.COMMA);
    List<String> head = lines.get(0);
    List<List<String>> body = lines.size() > 1 ? lines.subList(1, lines.size()) : lines;
    int columns = body.get(0).size();
    boolean index =
        (separator == Separator.SPACE || separator == Separator.TAB) && head.size() == columns - 1;
    boolean named =
        header == Header.AUTO
            ? index || CsvHeader.isHeader(head, body, numbers)
            : header == Header.YES;
    boolean emptyLast =
        columns > 1 && endsBlank(head) && body.stream().allMatch(CsvDialect::endsBlank);
    boolean consistent = head.size() == columns || index;
    int fields = 0;
    int numeric = 0;
    for (List<String> line : body) {
      consistent &= line.size() == columns;
      for (String field : line) {
        fields++;
        numeric += numbers.isNumber(field) || CsvNumbers.isMissing(field) ? 1 : 0;
      }
    }
    // One column of decimal commas is a guess that a header has to support.
    if (columns == 1 && numbers.decimalComma() && (!named || head.get(0).matches(".*[,;|\t].*"))) {
      numeric = 0;
    }
    CsvDialect dialect = new CsvDialect(separator, numbers, named, index, emptyLast);
    return new Trial(dialect, columns, consistent, (double) numeric / fields);
  }

  private static boolean endsBlank(List<String> line) {
    return line.get(line.size() - 1).isBlank();
  }

  /** A phrase with the assumptions. */
  String note() {
    String fields =
        switch (separator) {
          case COMMA, AUTO -> "commas";
          case SEMICOLON -> "semicolons";
          case TAB -> "tabs";
          case BAR -> "bars";
          case SPACE -> "spaces";
        };
    return Text.of(
        "read as fields between %s with decimal %s, %s",
        fields,
        numbers.decimalComma() ? "commas" : "points",
        header ? "names in the first line" : "no names in the first line");
  }
}
