package dev.wgan.train.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Loads tables of numbers in RFC 4180's format, UTF-8, separated by comma, semicolon or tab
 * (whichever the first line has most of).
 *
 * <p>Thread-safe: there is no state.
 */
final class CsvLoader {
  private CsvLoader() {}

  static Dataset load(Path file, DataOptions options) throws IOException {
    List<double[]> rows = new ArrayList<>();
    List<String> names = new ArrayList<>();
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .fieldSeparator(separator(file))
            .skipEmptyLines(true)
            .allowMissingFields(true) // refused below, with the number of the line
            .allowExtraFields(true)
            .detectBomHeader(true)
            .ofCsvRecord(file)) {
      for (CsvRecord line : csv) {
        List<String> fields = line.getFields();
        if (names.isEmpty()) {
          boolean header = fields.stream().noneMatch(CsvLoader::isNumber);
          names.addAll(header ? fields : numbered(fields.size()));
          if (header) {
            continue;
          }
        }
        if (fields.size() != names.size()) {
          throw new DataException(
              "line %d of %s has %d fields: expected %d, as in the first line"
                  .formatted(line.getStartingLineNumber(), file, fields.size(), names.size()));
        }
        rows.add(row(file, names, line));
      }
    } catch (CsvParseException | UncheckedIOException e) {
      throw new DataException("%s is no table of numbers: %s".formatted(file, reason(e)), e);
    }
    if (rows.isEmpty()) {
      throw new DataException(file + " holds no rows: expected at least one line of numbers");
    }
    return Tables.of(
        Datasets.fileName(file), file.toString(), new ParsedRows(rows), names, options);
  }

  private static char separator(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      String line = reader.readLine();
      String first = line == null ? "" : line.replaceAll("\"[^\"]*\"", "");
      char best = ',';
      for (char candidate : new char[] {';', '\t'}) {
        best = count(first, candidate) > count(first, best) ? candidate : best;
      }
      return best;
    } catch (CharacterCodingException e) {
      throw new DataException(file + " is no text in UTF-8: expected a table of numbers", e);
    }
  }

  private static long count(String line, char c) {
    return line.chars().filter(x -> x == c).count();
  }

  private static List<String> numbered(int columns) {
    return IntStream.range(0, columns).mapToObj(c -> "column" + c).toList();
  }

  private static String reason(RuntimeException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }

  /** Whether a field is a number as data files write it: Java alone would take "1f" and "0x1p3". */
  private static boolean isNumber(String field) {
    return !Double.isNaN(parse(field)) || field.strip().equalsIgnoreCase("nan");
  }

  /** The number of a field, or NaN if it is none. */
  private static double parse(String field) {
    String text = field.strip();
    if (text.isEmpty() || "dDfF".indexOf(text.charAt(text.length() - 1)) >= 0) {
      return isInfinity(text) ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    try {
      return text.indexOf('x') >= 0 || text.indexOf('X') >= 0
          ? Double.NaN
          : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static boolean isInfinity(String text) {
    return text.equalsIgnoreCase("inf") || text.equalsIgnoreCase("-inf");
  }

  private static double[] row(Path file, List<String> names, CsvRecord line) {
    double[] row = new double[names.size()];
    for (int c = 0; c < row.length; c++) {
      row[c] = parse(line.getField(c));
      if (!Double.isFinite(row[c])) {
        throw new DataException(
            "line %d of %s has \"%s\" in column %d (%s): expected a finite number"
                .formatted(line.getStartingLineNumber(), file, line.getField(c), c, names.get(c)));
      }
    }
    return row;
  }

  /** Rows as they were parsed. */
  private record ParsedRows(List<double[]> rows) implements Tables.Rows {
    @Override
    public int count() {
      return rows.size();
    }

    @Override
    public double get(int row, int column) {
      return rows.get(row)[column];
    }
  }
}
