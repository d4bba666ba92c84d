package dev.wgan.train.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The interval of the divergence of class shares from equal ones.
 *
 * <p>Immutable and thread-safe. The measured divergence is too large by about (K - 1) / (2n), and
 * near balance it has a χ² distribution, of which resampled labels know nothing: a percentile
 * bootstrap would never hold 0. Instead, the interval holds the divergences under which the
 * measured one is neither too large nor too small to be chance. With D the true divergence, 2n
 * times the measured one is distributed about as the sum of K - 2 squared normal values and Z² +
 * 2ρ√(2nD) Z + 2nD, where Z is normal and ρ² = Var(log p) / (2D): a noncentral χ² distribution near
 * balance, where ρ = 1, and the delta method's normal distribution away from it.
 */
final class DivergenceInterval {
  private static final int STEPS = 40;

  /** Below this divergence, rounding would decide over the ratio. */
  private static final double EQUAL = 1e-9;

  private final double[] shares;
  private final int n;

  private DivergenceInterval(double[] shares, int n) {
    this.shares = shares;
    this.n = n;
  }

  /** Returns the interval for the shares of the classes among {@code n} labels. */
  static Interval of(double[] shares, int n, Bootstrap bootstrap) {
    return new DivergenceInterval(shares, n).interval(bootstrap);
  }

  private Interval interval(Bootstrap bootstrap) {
    double measured = 0;
    double mean = 0;
    double square = 0;
    for (double share : shares) {
      measured += share > 0 ? share * Math.log(share * shares.length) : 0;
      // Half a label more of each class: rare classes that chance left out scatter, too.
      double likely = (share * n + 0.5) / (n + 0.5 * shares.length);
      double log = Math.log(likely * shares.length);
      mean += likely * log;
      square += likely * log * log;
    }
    if (shares.length == 1) {
      return new Interval(0, 0, bootstrap.level());
    }
    measured = Math.max(0, measured);
    double most = Math.log(shares.length);
    double ratio = mean > EQUAL ? Math.sqrt((square - mean * mean) / (2 * mean)) : 1;
    double tail = (1 - bootstrap.level()) / 2;
    double[][] draws = draws(bootstrap);
    double low = bound(draws, measured, ratio, most, 1 - tail);
    double high = bound(draws, measured, ratio, most, tail);
    return new Interval(
        Math.min(low, measured), Math.max(Math.min(high, most), measured), bootstrap.level());
  }

  /** Rows of a normal value and of a sum of squares of K - 2 others. */
  private double[][] draws(Bootstrap bootstrap) {
    SplittableRandom random = new SplittableRandom(bootstrap.seed());
    double[][] draws = new double[bootstrap.replicates()][2];
    for (double[] draw : draws) {
      draw[0] = random.nextGaussian();
      for (int i = 2; i < shares.length; i++) {
        double normal = random.nextGaussian();
        draw[1] += normal * normal;
      }
    }
    return draws;
  }

  /** The divergence whose quantile at {@code level} is the measured one; 0 if there is none. */
  private double bound(double[][] draws, double measured, double ratio, double most, double level) {
    double low = 0;
    double high = most;
    for (int i = 0; i < STEPS; i++) {
      double middle = (low + high) / 2;
      if (quantile(draws, middle, ratio, level) > measured) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return low;
  }

  private double quantile(double[][] draws, double divergence, double ratio, double level) {
    double centre = 2 * n * divergence;
    double root = Math.sqrt(centre);
    double[] values = new double[draws.length];
    for (int i = 0; i < values.length; i++) {
      double normal = draws[i][0];
      values[i] = draws[i][1] + normal * normal + 2 * ratio * root * normal + centre;
    }
    Arrays.sort(values);
    return Quantiles.of(values, level) / (2 * n);
  }
}
