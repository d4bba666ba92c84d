package dev.wgan.train.rows;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Two tables, prepared for comparing their columns and pairs of columns. Rows have weights, so that
 * resampled tables cost no copies.
 *
 * <p>Immutable and thread-safe.
 */
final class RowComparison {
  private static final int BINS = 10;
  private static final int MOST_CELLS = 1 << 22;

  private final List<JudgedColumn> columns;
  private final Side real;
  private final Side other;

  /**
   * A table in small numbers, [columns][rows].
   *
   * @param values the values, NaN if missing
   * @param ranks the rank of the value among those of both tables, or the level; -1 if missing
   * @param deciles 0 if missing, else 1 + the decile of the real table, or 1 + the level
   * @param widths the bin of equal width within this table alone, of numbers only
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; the arrays are not handed out
  record Side(double[][] values, int[][] ranks, int[][] deciles, int[][] widths) {
    int size() {
      return ranks[0].length;
    }
  }

  private RowComparison(List<JudgedColumn> columns, Side real, Side other) {
    this.columns = columns;
    this.real = real;
    this.other = other;
  }

  /** Prepares a comparison of two tables of the same columns. */
  static RowComparison of(JudgedRows real, JudgedRows other) {
    List<JudgedColumn> columns = real.columns();
    Side first = new Side(copy(real), ints(real), ints(real), ints(real));
    Side second = new Side(copy(other), ints(other), ints(other), ints(other));
    for (int c = 0; c < columns.size(); c++) {
      double[] edges = columns.get(c).measured() ? deciles(real.values(c)) : new double[0];
      double[] sorted =
          columns.get(c).measured()
              ? DoubleStream.concat(present(real.values(c)), present(other.values(c)))
                  .sorted()
                  .distinct()
                  .toArray()
              : new double[0];
      for (Side side : List.of(first, second)) {
        fill(side, c, columns.get(c).measured(), edges, sorted);
      }
    }
    return new RowComparison(columns, first, second);
  }

  private static void fill(Side side, int c, boolean measured, double[] edges, double[] sorted) {
    double[] values = side.values[c];
    double[] widths = measured ? widths(values) : new double[0];
    for (int r = 0; r < values.length; r++) {
      boolean missing = Double.isNaN(values[r]);
      if (measured) {
        side.ranks[c][r] = missing ? -1 : Arrays.binarySearch(sorted, values[r]);
        side.deciles[c][r] = missing ? 0 : 1 + atMost(edges, values[r]);
        side.widths[c][r] = missing ? widths.length : atMost(widths, values[r]);
      } else {
        side.ranks[c][r] = missing ? -1 : (int) values[r];
        side.deciles[c][r] = 1 + side.ranks[c][r];
      }
    }
  }

  private static double[][] copy(JudgedRows rows) {
    return IntStream.range(0, rows.columns().size())
        .mapToObj(rows::values)
        .toArray(double[][]::new);
  }

  private static int[][] ints(JudgedRows rows) {
    return new int[rows.columns().size()][rows.size()];
  }

  private static DoubleStream present(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value));
  }

  /** The inner edges of deciles, by linear interpolation, without repetitions. */
  static double[] deciles(double[] values) {
    double[] sorted = present(values).sorted().toArray();
    if (sorted.length == 0) {
      return new double[0];
    }
    return IntStream.range(1, BINS)
        .mapToDouble(
            k -> {
              double place = (sorted.length - 1) * (double) k / BINS;
              int below = (int) place;
              int above = Math.min(below + 1, sorted.length - 1);
              return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
            })
        .distinct()
        .toArray();
  }

  /** All eleven edges of ten bins of equal width. */
  private static double[] widths(double[] values) {
    double low = present(values).min().orElse(0);
    double high = present(values).max().orElse(1);
    double from = low < high ? low : low - 0.5;
    double to = low < high ? high : high + 0.5;
    return IntStream.rangeClosed(0, BINS)
        .mapToDouble(k -> k == BINS ? to : from + k * (to - from) / BINS)
        .toArray();
  }

  /** The number of edges that are at most a value. */
  static int atMost(double[] edges, double value) {
    int place = Arrays.binarySearch(edges, value);
    return place >= 0 ? place + 1 : -place - 1;
  }

  int realSize() {
    return real.size();
  }

  int otherSize() {
    return other.size();
  }

  /** The similarity of a column: 1 - Kolmogorov-Smirnov or total variation; NaN without values. */
  double shape(int c, int[] realWeights, int[] otherWeights) {
    double[] a = shares(real.ranks[c], realWeights);
    double[] b = shares(other.ranks[c], otherWeights);
    if (a.length == 0 || b.length == 0) {
      return Double.NaN;
    }
    double furthest = 0;
    double sum = 0;
    double difference = 0;
    for (int k = 0; k < Math.max(a.length, b.length); k++) {
      double step = (k < a.length ? a[k] : 0) - (k < b.length ? b[k] : 0);
      difference += step;
      furthest = Math.max(furthest, Math.abs(difference));
      sum += Math.abs(step);
    }
    return 1 - (columns.get(c).measured() ? furthest : sum / 2);
  }

  /** The share of each number from 0 on; empty if there is none. */
  private static double[] shares(int[] numbers, int[] weights) {
    int most = Arrays.stream(numbers).max().orElse(-1);
    double[] shares = new double[most + 1];
    double total = 0;
    for (int r = 0; r < numbers.length; r++) {
      if (numbers[r] >= 0) {
        shares[numbers[r]] += weights[r];
        total += weights[r];
      }
    }
    for (int k = 0; k < shares.length; k++) {
      shares[k] /= total;
    }
    return total > 0 ? shares : new double[0];
  }

  /**
   * The ways of comparing a pair.
   *
   * @param standard SDMetrics: correlations of numbers, shares of levels, and for mixed pairs bins
   *     of equal width that each table has of its own
   * @param shared as {@code standard}, with the real table's deciles for mixed pairs
   * @param deciles the shares of deciles and levels, for numbers as well
   */
  record Trend(double standard, double shared, double deciles) {}

  /** The similarity of a pair of columns, NaN where it is not defined. */
  Trend trend(int a, int b, int[] realWeights, int[] otherWeights) {
    boolean first = columns.get(a).measured();
    boolean second = columns.get(b).measured();
    double deciles = overlap(a, b, false, realWeights, otherWeights);
    if (first && second) {
      double own = correlation(real, a, b, realWeights);
      double theirs = correlation(other, a, b, otherWeights);
      double similarity = 1 - Math.abs(own - theirs) / 2;
      return new Trend(similarity, similarity, deciles);
    }
    boolean mixed = first || second;
    double standard = mixed ? overlap(a, b, true, realWeights, otherWeights) : deciles;
    return new Trend(standard, deciles, deciles);
  }

  private double overlap(int a, int b, boolean equalWidth, int[] realWeights, int[] otherWeights) {
    int[] left = codes(real, a, equalWidth);
    int[] right = codes(real, b, equalWidth);
    int[] otherLeft = codes(other, a, equalWidth);
    int[] otherRight = codes(other, b, equalWidth);
    int height = 1 + Math.max(max(left), max(otherLeft));
    int width = 1 + Math.max(max(right), max(otherRight));
    double realTotal = Arrays.stream(realWeights).asLongStream().sum();
    double otherTotal = Arrays.stream(otherWeights).asLongStream().sum();
    if ((long) height * width > MOST_CELLS) {
      Map<Long, Double> differences = new HashMap<>();
      add(differences, left, right, width, realWeights, 1 / realTotal);
      add(differences, otherLeft, otherRight, width, otherWeights, -1 / otherTotal);
      return 1 - differences.values().stream().mapToDouble(Math::abs).sum() / 2;
    }
    double[] differences = new double[height * width];
    for (int r = 0; r < left.length; r++) {
      differences[left[r] * width + right[r]] += realWeights[r] / realTotal;
    }
    for (int r = 0; r < otherLeft.length; r++) {
      differences[otherLeft[r] * width + otherRight[r]] -= otherWeights[r] / otherTotal;
    }
    return 1 - Arrays.stream(differences).map(Math::abs).sum() / 2;
  }

  private static void add(
      Map<Long, Double> into, int[] left, int[] right, int width, int[] weights, double each) {
    for (int r = 0; r < left.length; r++) {
      into.merge((long) left[r] * width + right[r], weights[r] * each, Double::sum);
    }
  }

  private int[] codes(Side side, int c, boolean equalWidth) {
    return equalWidth && columns.get(c).measured() ? side.widths[c] : side.deciles[c];
  }

  private static int max(int[] numbers) {
    return Arrays.stream(numbers).max().orElse(0);
  }

  private static double correlation(Side side, int a, int b, int[] weights) {
    double[] x = side.values[a];
    double[] y = side.values[b];
    double n = 0;
    double meanX = 0;
    double meanY = 0;
    for (int r = 0; r < x.length; r++) {
      if (!Double.isNaN(x[r]) && !Double.isNaN(y[r])) {
        n += weights[r];
        meanX += weights[r] * x[r];
        meanY += weights[r] * y[r];
      }
    }
    meanX /= n;
    meanY /= n;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int r = 0; r < x.length; r++) {
      if (!Double.isNaN(x[r]) && !Double.isNaN(y[r])) {
        xx += weights[r] * (x[r] - meanX) * (x[r] - meanX);
        yy += weights[r] * (y[r] - meanY) * (y[r] - meanY);
        xy += weights[r] * (x[r] - meanX) * (y[r] - meanY);
      }
    }
    return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : Double.NaN;
  }

  /** The differences of joint shares, other minus real, [deciles of a][deciles of b]. */
  double[][] difference(int a, int b) {
    int height = 1 + Math.max(max(real.deciles[a]), max(other.deciles[a]));
    int width = 1 + Math.max(max(real.deciles[b]), max(other.deciles[b]));
    double[][] differences = new double[height][width];
    for (int r = 0; r < real.size(); r++) {
      differences[real.deciles[a][r]][real.deciles[b][r]] -= 1.0 / real.size();
    }
    for (int r = 0; r < other.size(); r++) {
      differences[other.deciles[a][r]][other.deciles[b][r]] += 1.0 / other.size();
    }
    return differences;
  }
}
