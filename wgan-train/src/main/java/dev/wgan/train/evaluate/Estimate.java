package dev.wgan.train.evaluate;

import java.util.Arrays;
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
   * Makes an estimate of a statistic's values on {@link HalfSamples}: the value on all points, and
   * around it the central share of the halves' deviations from their own mean. The mean is
   * subtracted because these statistics depend on the number of points (a Fréchet distance of half
   * the points is larger, their coverage smaller).
   *
   * @param values the statistic of everything, then that of each half
   * @param least the least value the statistic can have
   * @param greatest the greatest
   */
  static Estimate ofHalves(double[] values, double least, double greatest) {
    double value = values[0];
    if (values.length < 3) {
      return of(value);
    }
    double[] halves = Arrays.copyOfRange(values, 1, values.length);
    Arrays.sort(halves);
    double mean = Arrays.stream(halves).average().orElseThrow();
    double tail = (1 - Interval.LEVEL) / 2;
    double low = value + Quantiles.of(halves, tail) - mean;
    double high = value + Quantiles.of(halves, 1 - tail) - mean;
    return new Estimate(value, new Interval(low, high, Interval.LEVEL).clamped(least, greatest));
  }
}
