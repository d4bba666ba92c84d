package dev.wgan.train.study;

import java.util.Arrays;
import java.util.Locale;

/**
 * The mean of a figure over seeds, with the 95 % interval of Student's t distribution.
 *
 * <p>Immutable and thread-safe.
 *
 * @param mean over the seeds
 * @param halfWidth of the interval; NaN for a single seed
 */
record Spread(double mean, double halfWidth) {
  /** 97.5 % quantiles of Student's t with 1, 2, ... degrees of freedom. */
  private static final double[] T = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262
  };

  static Spread of(double... values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    if (values.length == 1) {
      return new Spread(mean, Double.NaN);
    }
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    double deviation = Math.sqrt(squares / (values.length - 1));
    double t = T[Math.min(T.length, values.length - 1) - 1];
    return new Spread(mean, t * deviation / Math.sqrt(values.length));
  }

  /** Such as {@code 63.1 ± 4.2}; without digits that the interval makes meaningless. */
  String text() {
    return Double.isNaN(halfWidth) ? number(mean) : number(mean) + " ± " + number(halfWidth);
  }

  private static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    double size = Math.abs(value);
    String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }
}
