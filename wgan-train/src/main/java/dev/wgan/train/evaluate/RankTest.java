package dev.wgan.train.evaluate;

import java.util.Arrays;

/**
 * The one-sided rank test of Mann and Whitney (1947) for smaller first than second values.
 *
 * <p>Immutable and thread-safe. O((n + m) log (n + m)) time. The p-value approximates the
 * distribution of the rank sum by a normal one with the tie correction, which needs about twenty
 * values or more of each.
 *
 * @param smaller the probability that a random first value is smaller than a random second one,
 *     with ties counting half: .5 if neither tends to be smaller
 * @param pValue the probability of so large a share under equal distributions
 */
public record RankTest(double smaller, double pValue) {
  private static final int LEAST = 20;

  /**
   * Compares two sets of values.
   *
   * @param first 20 values or more
   * @param second 20 values or more
   * @return the test of whether {@code first} tends to be smaller
   * @throws EvaluationException if there are too few values
   */
  public static RankTest of(double[] first, double[] second) {
    if (first.length < LEAST || second.length < LEAST) {
      throw new EvaluationException(
          "a rank test of %s and %s values: expected at least %s of each"
              .formatted(first.length, second.length, LEAST));
    }
    double n = first.length;
    double m = second.length;
    double[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    double[] ranks = Correlation.ranks(all);
    double rankSum = Arrays.stream(ranks, 0, first.length).sum();
    double smaller = 1 - (rankSum - n * (n + 1) / 2) / (n * m);
    double total = n + m;
    double variance = n * m / 12 * (total + 1 - ties(all) / (total * (total - 1)));
    double pValue =
        variance > 0 ? NormalTail.above((smaller - 0.5) * n * m / Math.sqrt(variance)) : 0.5;
    return new RankTest(smaller, pValue);
  }

  /** The sum of t³ - t over all groups of t equal values. */
  private static double ties(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double sum = 0;
    for (int from = 0, to; from < sorted.length; from = to) {
      to = from + 1;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      double t = to - from;
      sum += t * t * t - t;
    }
    return sum;
  }
}
