package dev.wgan.train.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The shares of values in a column of held-out and of generated rows: of ranges of equal width for
 * numbers and times, of the most frequent levels otherwise.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the name of the column
 * @param bars ranges or levels
 */
record ColumnBars(String name, List<Bar> bars) {
  private static final int RANGES = 14;
  private static final int LEVELS = 12;

  /** A range or a level, with its shares from 0 to 1. */
  record Bar(String label, double real, double generated) {}

  ColumnBars {
    bars = List.copyOf(bars);
  }

  /** Counts the values of a column. */
  static ColumnBars of(RowReader reader, JudgedRows real, JudgedRows generated, int column) {
    JudgedColumn described = real.columns().get(column);
    double[] first = real.values(column);
    double[] second = generated.values(column);
    List<Bar> bars =
        described.measured()
            ? ranges(described, first, second)
            : levels(reader.levels(described), first, second);
    double missing = share(first, Double.NaN, Double.NaN);
    double other = share(second, Double.NaN, Double.NaN);
    if (missing > 0 || other > 0) {
      bars.add(new Bar("missing", missing, other));
    }
    return new ColumnBars(described.name(), bars);
  }

  private static List<Bar> ranges(JudgedColumn column, double[] real, double[] generated) {
    double[] sorted = Arrays.stream(real).filter(v -> !Double.isNaN(v)).sorted().toArray();
    List<Bar> bars = new ArrayList<>();
    if (sorted.length == 0) {
      return bars;
    }
    double low = sorted[sorted.length / 200];
    double high = sorted[sorted.length - 1 - sorted.length / 200];
    double width = Math.max(1, (high - low) / RANGES);
    double below = Double.NEGATIVE_INFINITY;
    bars.add(new Bar("lower", share(real, below, low), share(generated, below, low)));
    for (int k = 0; k < RANGES && low + k * width <= high; k++) {
      double from = Math.ceil(low + k * width);
      double next = Math.ceil(low + (k + 1) * width);
      double to = k == RANGES - 1 || next > high ? Math.nextUp(high) : next;
      bars.add(
          new Bar(
              "from " + column.column().text((long) from),
              share(real, from, to),
              share(generated, from, to)));
    }
    double above = Math.nextUp(high);
    double end = Double.POSITIVE_INFINITY;
    bars.add(new Bar("higher", share(real, above, end), share(generated, above, end)));
    return bars;
  }

  private static List<Bar> levels(List<String> names, double[] real, double[] generated) {
    double[] first = counts(real, names.size());
    double[] second = counts(generated, names.size());
    List<Integer> frequent =
        IntStream.range(0, names.size())
            .boxed()
            .filter(k -> first[k] > 0 || second[k] > 0)
            .sorted(Comparator.comparingDouble(k -> -first[k]))
            .toList();
    List<Bar> bars = new ArrayList<>();
    double restReal = 0;
    double restGenerated = 0;
    for (int i = 0; i < frequent.size(); i++) {
      int k = frequent.get(i);
      if (i < LEVELS) {
        bars.add(new Bar(names.get(k), first[k], second[k]));
      } else {
        restReal += first[k];
        restGenerated += second[k];
      }
    }
    if (frequent.size() > LEVELS) {
      bars.add(
          new Bar("%s other levels".formatted(frequent.size() - LEVELS), restReal, restGenerated));
    }
    return bars;
  }

  private static double[] counts(double[] values, int size) {
    double[] shares = new double[size];
    for (double value : values) {
      if (!Double.isNaN(value)) {
        shares[(int) value] += 1.0 / values.length;
      }
    }
    return shares;
  }

  /** The share of values from a bound to below another, or of missing values if it is NaN. */
  private static double share(double[] values, double from, double to) {
    long inside =
        Double.isNaN(from)
            ? Arrays.stream(values).filter(Double::isNaN).count()
            : Arrays.stream(values).filter(v -> v >= from && v < to).count();
    return (double) inside / values.length;
  }
}
