package dev.wgan.train.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * A measured value with its confidence interval.
 *
 * <p>Immutable and thread-safe.
 *
 * @param value the value
 * @param interval its interval; null if its computation would be too expensive
 */
public record Estimate(double value, @Nullable Interval interval) {
  /**
   * Returns an estimate without an interval.
   *
   * @param value the value
   * @return the estimate
   */
  public static Estimate of(double value) {
    return new Estimate(value, null);
  }

  /**
   * Makes an estimate of a quantity of 0 or more from its values on {@link HalfSamples}. The
   * interval is symmetric on a logarithmic scale, so that it never reaches below 0.
   *
   * @param values the statistic of everything, then that of each half
   */
  static Estimate ofHalves(double[] values) {
    return values.length < 3
        ? of(values[0])
        : positive(values[0], Math.sqrt(HalfSamples.pairVariance(values) / 2));
  }

  /** A quantity above 0 with its standard error; 0 gets the interval from 0 to 0. */
  static Estimate positive(double value, double error) {
    double factor = value > 0 ? Math.exp(Interval.DEVIATIONS * error / value) : 1;
    return new Estimate(value, new Interval(value / factor, value * factor, Interval.LEVEL));
  }

  /**
   * Makes an estimate of a share of points from its values on {@link HalfSamples}. The points
   * depend on each other: as many independent points are taken as have the variance of the halves,
   * but no more than there are, because near 0 and 1 the halves may be all alike.
   *
   * @param values the share of everything, then that of each half
   * @param points the number of points
   */
  static Estimate shareOfHalves(double[] values, int points) {
    double share = values[0];
    if (values.length < 3) {
      return of(share);
    }
    double variance = HalfSamples.pairVariance(values) / 2;
    double effective = variance > 0 ? share * (1 - share) / variance : 0;
    return share(share, effective > 0 ? Math.min(effective, points) : points);
  }

  /**
   * Makes an estimate of a share of independent points (Wilson 1927, "Probable Inference, the Law
   * of Succession, and Statistical Inference"). The interval stays within [0, 1].
   */
  static Estimate share(double share, double points) {
    double z = Interval.DEVIATIONS * Interval.DEVIATIONS / points;
    double centre = (share + z / 2) / (1 + z);
    double half = Math.sqrt(z * (share * (1 - share) + z / 4)) / (1 + z);
    double low = share == 0 ? 0 : Math.max(0, centre - half);
    double high = share == 1 ? 1 : Math.min(1, centre + half);
    return new Estimate(share, new Interval(low, high, Interval.LEVEL));
  }
}
