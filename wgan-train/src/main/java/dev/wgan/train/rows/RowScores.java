package dev.wgan.train.rows;

import dev.wgan.train.evaluate.Estimate;
import dev.wgan.train.evaluate.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The similarity of two tables by column and by pair of columns.
 *
 * <p>Immutable and thread-safe.
 *
 * @param columns the similarity of each column
 * @param pairs the similarity of each pair
 * @param shapes the mean over columns
 * @param trends the mean over pairs as SDMetrics defines it
 * @param sharedTrends the mean over pairs, with shared deciles for mixed pairs
 * @param decileTrends the mean over pairs of shares of deciles and levels
 */
record RowScores(
    List<Column> columns,
    List<Pair> pairs,
    Estimate shapes,
    Estimate trends,
    Estimate sharedTrends,
    Estimate decileTrends) {
  private static final int RESAMPLES = 40;

  /** Above this number of pairs times rows, intervals cost too much. */
  private static final long MOST = 20_000_000;

  private static final double DEVIATIONS = 1.959964;

  /** The similarity of a column, NaN if it has no values. */
  record Column(String name, double similarity) {}

  /** The similarity of a pair of columns, which are given by their places. */
  record Pair(int first, int second, RowComparison.Trend trend) {}

  RowScores {
    columns = List.copyOf(columns);
    pairs = List.copyOf(pairs);
  }

  /** Compares two tables; the intervals are those of resampling both. */
  static RowScores of(JudgedRows real, JudgedRows other, long seed) {
    RowComparison comparison = RowComparison.of(real, other);
    int[] realOnes = ones(real.size());
    int[] otherOnes = ones(other.size());
    List<Column> columns = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    for (int a = 0; a < real.columns().size(); a++) {
      columns.add(
          new Column(real.columns().get(a).name(), comparison.shape(a, realOnes, otherOnes)));
      for (int b = 0; b < a; b++) {
        pairs.add(new Pair(b, a, comparison.trend(b, a, realOnes, otherOnes)));
      }
    }
    double[] means = means(columns, pairs);
    double[] errors = new double[means.length];
    Arrays.fill(errors, Double.NaN);
    if ((long) pairs.size() * (real.size() + other.size()) <= MOST) {
      errors = errors(comparison, columns.size(), seed);
    }
    return new RowScores(
        columns,
        pairs,
        estimate(means[0], errors[0]),
        estimate(means[1], errors[1]),
        estimate(means[2], errors[2]),
        estimate(means[3], errors[3]));
  }

  private static int[] ones(int n) {
    int[] ones = new int[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[] means(List<Column> columns, List<Pair> pairs) {
    return new double[] {
      columns.stream()
          .mapToDouble(Column::similarity)
          .filter(RowScores::isDefined)
          .average()
          .orElse(Double.NaN),
      pairs.stream()
          .mapToDouble(p -> p.trend().standard())
          .filter(RowScores::isDefined)
          .average()
          .orElse(Double.NaN),
      pairs.stream()
          .mapToDouble(p -> p.trend().shared())
          .filter(RowScores::isDefined)
          .average()
          .orElse(Double.NaN),
      pairs.stream()
          .mapToDouble(p -> p.trend().deciles())
          .filter(RowScores::isDefined)
          .average()
          .orElse(Double.NaN)
    };
  }

  private static boolean isDefined(double value) {
    return !Double.isNaN(value);
  }

  /**
   * The standard deviations of the means when both tables are resampled. A resample is noisier than
   * its table, so that its similarity is lower: percentiles would miss the value.
   */
  private static double[] errors(RowComparison comparison, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] values = new double[RESAMPLES][];
    for (int i = 0; i < RESAMPLES; i++) {
      int[] realWeights = draw(comparison.realSize(), random);
      int[] otherWeights = draw(comparison.otherSize(), random);
      List<Column> shapes = new ArrayList<>();
      List<Pair> pairs = new ArrayList<>();
      for (int a = 0; a < columns; a++) {
        shapes.add(new Column("", comparison.shape(a, realWeights, otherWeights)));
        for (int b = 0; b < a; b++) {
          pairs.add(new Pair(b, a, comparison.trend(b, a, realWeights, otherWeights)));
        }
      }
      values[i] = means(shapes, pairs);
    }
    double[] errors = new double[values[0].length];
    for (int k = 0; k < errors.length; k++) {
      int figure = k;
      double mean = Arrays.stream(values).mapToDouble(row -> row[figure]).average().orElse(0);
      double squares =
          Arrays.stream(values).mapToDouble(row -> Math.pow(row[figure] - mean, 2)).sum();
      errors[k] = Math.sqrt(squares / (RESAMPLES - 1));
    }
    return errors;
  }

  private static int[] draw(int n, SplittableRandom random) {
    int[] weights = new int[n];
    for (int i = 0; i < n; i++) {
      weights[random.nextInt(n)]++;
    }
    return weights;
  }

  /** An estimate between 0 and 1 with the interval of its standard error. */
  static Estimate estimate(double value, double error) {
    if (Double.isNaN(value) || Double.isNaN(error)) {
      return Estimate.of(value);
    }
    double low = Math.max(0, value - DEVIATIONS * error);
    double high = Math.min(1, value + DEVIATIONS * error);
    return new Estimate(value, new Interval(low, high, Interval.LEVEL));
  }
}
