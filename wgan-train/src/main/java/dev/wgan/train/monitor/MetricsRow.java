package dev.wgan.train.monitor;

import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row of metrics as text.
 *
 * <p>Thread-safe: there is no state.
 */
final class MetricsRow {
  private static final int COLUMNS = 12;

  private MetricsRow() {}

  static String format(Measurement row) {
    return Stream.of(
            row.step(),
            row.criticIterations(),
            row.criticLoss(),
            row.generatorLoss(),
            row.wasserstein(),
            row.smoothed(),
            cell(row.heldOut()),
            row.term(),
            row.gradientNorm(),
            row.diversity(),
            cell(row.criterion()),
            row.seconds())
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }

  private static Object cell(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : "";
  }

  /**
   * Reads a row.
   *
   * @throws IllegalArgumentException if the text is not a row; the message is the reason
   */
  static Measurement parse(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalArgumentException(
          "it has %s cells, expected %s".formatted(cells.length, COLUMNS));
    }
    return new Measurement(
        count(cells[0]),
        count(cells[1]),
        number(cells[2]),
        number(cells[3]),
        number(cells[4]),
        number(cells[5]),
        optional(cells[6]),
        number(cells[7]),
        number(cells[8]),
        number(cells[9]),
        optional(cells[10]),
        number(cells[11]));
  }

  private static long count(String cell) {
    if (!cell.matches("\\d{1,18}")) {
      throw new IllegalArgumentException("'%s' is not a count".formatted(cell));
    }
    return Long.parseLong(cell);
  }

  private static OptionalDouble optional(String cell) {
    return cell.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(cell));
  }

  private static double number(String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is not a number".formatted(cell), e);
    }
  }
}
