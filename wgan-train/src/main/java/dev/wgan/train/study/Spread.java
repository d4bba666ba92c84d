package dev.wgan.train.study;

import dev.wgan.train.evaluate.Interval;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The mean of a figure over seeds, with the 95 % interval of Student's t distribution.
 *
 * <p>Immutable and thread-safe. No figure of a study is below 0, and some cannot exceed 1 or a
 * count: the part of an interval that is out of range is cut off, which excludes no possible value.
 *
 * @param mean over the seeds
 * @param interval of the mean; null for a single seed
 */
record Spread(double mean, @Nullable Interval interval) {
  /**
   * 97.5 % quantiles of Student's t with 1, 2, ... 30 degrees of freedom; the last one serves for
   * more, and is too wide by at most 4 % there.
   */
  private static final double[] T = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042
  };

  /** Takes the figure of each seed, each from 0 to the greatest possible one. */
  static Spread of(double greatest, double... values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    if (values.length == 1 || Double.isNaN(mean)) {
      return new Spread(mean, null);
    }
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    double deviation = Math.sqrt(squares / (values.length - 1));
    double t = T[Math.min(T.length, values.length - 1) - 1];
    double half = t * deviation / Math.sqrt(values.length);
    return new Spread(
        mean,
        new Interval(Math.max(0, mean - half), Math.min(greatest, mean + half), Interval.LEVEL));
  }

  /** Such as {@code 63.1 [58.9, 67.3]}; a dash for a figure that was not measured. */
  String text() {
    if (Double.isNaN(mean)) {
      return "–";
    }
    return interval == null
        ? number(mean)
        : number(mean) + " [" + number(interval.low()) + ", " + number(interval.high()) + "]";
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
