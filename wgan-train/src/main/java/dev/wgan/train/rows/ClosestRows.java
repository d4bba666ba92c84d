package dev.wgan.train.rows;

import dev.wgan.train.evaluate.Estimate;
import dev.wgan.train.evaluate.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The training row that is closest to a row. The distance of two rows is the mean over columns of
 * the difference in rank among the training rows for numbers and times, and of 0 or 1 for levels
 * and for a value next to a missing one.
 *
 * <p>Immutable and thread-safe.
 */
final class ClosestRows {
  private static final int MOST = 2_000;
  private static final double MOST_CELLS = 1.2e9;
  private static final int RESAMPLES = 400;

  private final JudgedRows training;
  private final double[][] sorted; // of numbers and times
  private final float[] encoded; // [rows, columns]
  private final Set<Long> rows = new HashSet<>();

  private ClosestRows(JudgedRows training) {
    this.training = training;
    this.sorted = new double[training.columns().size()][];
    for (int c = 0; c < sorted.length; c++) {
      sorted[c] =
          Arrays.stream(training.values(c)).filter(v -> !Double.isNaN(v)).sorted().toArray();
    }
    this.encoded = encode(training);
    for (int r = 0; r < training.size(); r++) {
      rows.add(key(training, r));
    }
  }

  static ClosestRows among(JudgedRows training) {
    return new ClosestRows(training);
  }

  /** A row of a table and the training row closest to it. */
  record Match(int row, int training, double distance) {}

  /** The closest training rows of the first rows of a table, at most 2,000. */
  List<Match> matches(JudgedRows table) {
    int columns = table.columns().size();
    double affordable = MOST_CELLS / ((double) columns * training.size());
    int n = (int) Math.min(table.size(), Math.max(50, Math.min(MOST, affordable)));
    int[] first = IntStream.range(0, n).toArray();
    float[] queries = encode(table.rows(first));
    List<Match> matches = new ArrayList<>();
    for (int q = 0; q < n; q++) {
      float best = Float.POSITIVE_INFINITY;
      int closest = 0;
      for (int r = 0; r < training.size(); r++) {
        float distance = 0;
        int at = r * columns;
        int of = q * columns;
        for (int c = 0; c < columns && distance < best; c++) {
          distance += between(c, queries[of + c], encoded[at + c]);
        }
        if (distance < best) {
          best = distance;
          closest = r;
        }
      }
      matches.add(new Match(q, closest, best / columns));
    }
    return matches;
  }

  private float between(int column, float a, float b) {
    if (training.columns().get(column).measured() && a >= 0 && b >= 0) {
      return Math.abs(a - b);
    }
    return a == b ? 0 : 1;
  }

  /** The share of training rows below a number, the level, or -1 for a missing value. */
  private float[] encode(JudgedRows table) {
    int columns = table.columns().size();
    float[] codes = new float[Math.multiplyExact(table.size(), columns)];
    for (int c = 0; c < columns; c++) {
      double[] values = table.values(c);
      boolean measured = table.columns().get(c).measured();
      for (int r = 0; r < values.length; r++) {
        double code = measured ? rank(sorted[c], values[r]) : values[r];
        codes[r * columns + c] = Double.isNaN(values[r]) ? -1 : (float) code;
      }
    }
    return codes;
  }

  private static double rank(double[] sorted, double value) {
    if (sorted.length == 0) {
      return 0.5;
    }
    double below = place(sorted, value, false);
    double atMost = place(sorted, value, true);
    return (below + atMost) / (2 * sorted.length);
  }

  /** The number of values below a value, or at most as large. */
  private static int place(double[] sorted, double value, boolean inclusive) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean before = inclusive ? sorted[middle] <= value : sorted[middle] < value;
      low = before ? middle + 1 : low;
      high = before ? high : middle;
    }
    return low;
  }

  /** The mean distance of some matches over that of others; both are resampled. */
  static Estimate ratio(List<Match> matches, List<Match> heldOut, long seed) {
    double value = mean(matches) / mean(heldOut);
    if (!Double.isFinite(value)) {
      return Estimate.of(Double.NaN); // every held-out row is a training row
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] ratios = new double[RESAMPLES];
    Arrays.setAll(ratios, i -> resampled(matches, random) / resampled(heldOut, random));
    double[] finite = Arrays.stream(ratios).filter(Double::isFinite).sorted().toArray();
    if (finite.length < RESAMPLES) {
      return Estimate.of(value);
    }
    double low = Math.min(value, finite[RESAMPLES / 40]);
    double high = Math.max(value, finite[RESAMPLES - 1 - RESAMPLES / 40]);
    return new Estimate(value, new Interval(low, high, Interval.LEVEL));
  }

  private static double mean(List<Match> matches) {
    return matches.stream().mapToDouble(Match::distance).average().orElse(Double.NaN);
  }

  private static double resampled(List<Match> matches, SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < matches.size(); i++) {
      sum += matches.get(random.nextInt(matches.size())).distance();
    }
    return sum / matches.size();
  }

  /** The share of rows that are equal to a training row in every column. */
  double copies(JudgedRows table) {
    int copies = 0;
    for (int r = 0; r < table.size(); r++) {
      copies += rows.contains(key(table, r)) ? 1 : 0;
    }
    return (double) copies / table.size();
  }

  /** A number of 64 bits, equal for equal rows; that of two other rows differs in practice. */
  private static long key(JudgedRows table, int row) {
    long key = 0;
    for (int c = 0; c < table.columns().size(); c++) {
      long bits = Double.doubleToLongBits(table.values(c)[row]);
      key = (key ^ bits) * 0x9E3779B97F4A7C15L;
      key ^= key >>> 32;
      key = key * 0xD6E8FEB86659FD93L + c;
      key ^= key >>> 29;
    }
    return key;
  }
}
