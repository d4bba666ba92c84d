package dev.wgan.train.evaluate;

import java.util.function.IntToDoubleFunction;

/**
 * Upper tails of discrete distributions, summed term by term.
 *
 * <p>Thread-safe: there is no state. O(n) time each.
 */
final class ExactTail {
  private ExactTail() {}

  /**
   * The probability of {@code k} or more successes in {@code n} trials of probability {@code p}.
   */
  static double binomial(int k, int n, double p) {
    if (k <= 0 || p >= 1) {
      return k <= n ? 1 : 0;
    }
    return p <= 0 ? 0 : sum(k, n, i -> choose(n, i) + i * Math.log(p) + (n - i) * Math.log1p(-p));
  }

  /**
   * The probability that {@code k} or more of {@code marked} points are among {@code n}, if they
   * are distributed at random over {@code n + m} (Fisher's exact test).
   */
  static double hypergeometric(int k, int n, int m, int marked) {
    int least = Math.max(0, marked - m);
    int most = Math.min(n, marked);
    double all = choose(n + m, marked);
    return k <= least ? 1 : sum(k, most, i -> choose(n, i) + choose(m, marked - i) - all);
  }

  /**
   * The probability that {@code k} or more of {@code n} values lie below the {@code rank}-th
   * smallest of {@code m} others, if all {@code n + m} come from one continuous distribution
   * (Balakrishnan and Ng 2006, "Precedence-Type Tests and Applications", chapter 2).
   */
  static double precedence(int k, int n, int m, int rank) {
    double all = choose(n + m, n);
    return k <= 0
        ? 1
        : sum(k, n, i -> choose(i + rank - 1, i) + choose(n - i + m - rank, n - i) - all);
  }

  private static double sum(int from, int to, IntToDoubleFunction logarithm) {
    double sum = 0;
    for (int i = from; i <= to; i++) {
      sum += Math.exp(logarithm.applyAsDouble(i));
    }
    return Math.min(1, sum);
  }

  /** The logarithm of the binomial coefficient. */
  private static double choose(int n, int k) {
    return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
  }

  /** Exact below 16, Stirling's series above, to about 1e-12. */
  private static double logFactorial(int n) {
    if (n < 16) {
      double product = 1;
      for (int i = 2; i <= n; i++) {
        product *= i;
      }
      return Math.log(product);
    }
    double x = n + 1.0;
    double inverse = 1 / (x * x);
    double series = (1 - inverse * (1 / 30.0 - inverse / 105)) / (12 * x);
    return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
  }
}
