package dev.wgan.train.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Spearman's rank correlation, which measures whether one quantity rises with another.
 *
 * <p>Thread-safe: there is no state. In [-1, 1]: Pearson's correlation of the ranks, with ties at
 * their mean rank (Spearman 1904; Kendall and Gibbons 1990, section 3.8). O(n log n) time.
 */
public final class Correlation {
  private Correlation() {}

  /**
   * Computes the correlation.
   *
   * @param x two or more finite values
   * @param y as many, in the same order
   * @return the correlation; 0 if either does not vary, which is then no evidence of any relation
   * @throws EvaluationException if the numbers of values differ or are below 2, or one is not
   *     finite
   */
  public static double spearman(double[] x, double[] y) {
    check(x, y);
    return pearson(ranks(x), ranks(y));
  }

  /**
   * Estimates the correlation with its interval.
   *
   * @param x two or more finite values
   * @param y as many, in the same order
   * @param bootstrap draws the pairs anew
   * @return the correlation
   * @throws EvaluationException if the numbers of values differ or are below 2, or one is not
   *     finite
   */
  public static Estimate spearman(double[] x, double[] y, Bootstrap bootstrap) {
    check(x, y);
    return bootstrap.estimate(
        x.length,
        drawn ->
            pearson(
                ranks(Arrays.stream(drawn).mapToDouble(i -> x[i]).toArray()),
                ranks(Arrays.stream(drawn).mapToDouble(i -> y[i]).toArray())));
  }

  /** Ranks from 1, ties at the mean of the ranks they share. */
  static double[] ranks(double[] values) {
    int n = values.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[n];
    for (int from = 0, to; from < n; from = to) {
      to = from + 1;
      while (to < n && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
    }
    return ranks;
  }

  private static double pearson(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
      xy += (x[i] - meanX) * (y[i] - meanY);
    }
    return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
  }

  private static void check(double[] x, double[] y) {
    if (x.length != y.length || x.length < 2) {
      throw new EvaluationException(
          "a correlation of %s and %s values: expected equally many, at least 2"
              .formatted(x.length, y.length));
    }
    for (int i = 0; i < x.length; i++) {
      if (!Double.isFinite(x[i]) || !Double.isFinite(y[i])) {
        throw new EvaluationException(
            "pair %s of a correlation is (%s, %s): expected finite numbers"
                .formatted(i, x[i], y[i]));
      }
    }
  }
}
