package dev.wgan.train.monitor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers for people, the same in every locale.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Numbers {
  private static final MathContext THREE_DIGITS = new MathContext(3);

  /** More than the ticks of an axis differ by, fewer than a double has. */
  private static final MathContext TICK_DIGITS = new MathContext(9);

  private Numbers() {}

  /**
   * Writes a number with three significant digits.
   *
   * @param value any number
   * @return such as {@code 0.0123}, {@code 1.23}, {@code 12300}, {@code 1.23E+9} or {@code NaN}
   */
  public static String rounded(double value) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    double size = Math.abs(value);
    BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
    if (size != 0 && (size < 1e-4 || size >= 1e6)) {
      return rounded.stripTrailingZeros().toString();
    }
    int places = rounded.scale() + THREE_DIGITS.getPrecision() - rounded.precision();
    return rounded.setScale(Math.max(0, places), RoundingMode.UNNECESSARY).toPlainString();
  }

  /**
   * Writes the number at a tick of an axis, without the rounding errors of sums.
   *
   * @param value a finite number
   * @return such as {@code 0.3} or {@code 12,000}
   */
  public static String tick(double value) {
    BigDecimal tick = new BigDecimal(value).round(TICK_DIGITS).stripTrailingZeros();
    double size = Math.abs(value);
    return size != 0 && (size < 1e-4 || size >= 1e9)
        ? tick.toString()
        : String.format(Locale.ROOT, "%,." + Math.max(0, tick.scale()) + "f", tick);
  }

  /**
   * Writes a count with a separator of thousands.
   *
   * @param value any number
   * @return such as {@code 20,000}
   */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /**
   * Writes a duration.
   *
   * @param seconds 0 or more
   * @return such as {@code 1 h 23 min}, {@code 4 min 5 s} or {@code 12 s}; {@code unknown} for a
   *     value that is not a duration
   */
  public static String duration(double seconds) {
    if (!(seconds >= 0 && seconds < 1e9)) {
      return "unknown";
    }
    long whole = Math.round(seconds);
    if (whole >= 3600) {
      return "%s h %s min".formatted(whole / 3600, whole % 3600 / 60);
    }
    return whole >= 60 ? "%s min %s s".formatted(whole / 60, whole % 60) : whole + " s";
  }
}
