package dev.wgan.train.key;

import java.math.BigDecimal;

/**
 * The values that a numeric configuration key may have.
 *
 * <p>Immutable and thread-safe.
 *
 * @param low the lower bound
 * @param above whether the lower bound itself is outside
 * @param high the upper bound, infinite for none
 * @param below whether the upper bound itself is outside
 * @param whole whether the values are whole numbers
 */
public record NumberRange(double low, boolean above, double high, boolean below, boolean whole) {
  /**
   * Returns the range of whole numbers from a lower bound on.
   *
   * @param low the least number
   * @return the range
   */
  public static NumberRange wholeFrom(long low) {
    return new NumberRange(low, false, Double.POSITIVE_INFINITY, false, true);
  }

  /**
   * Returns a range of whole numbers.
   *
   * @param low the least number
   * @param high the greatest number
   * @return the range, both ends included
   */
  public static NumberRange whole(long low, long high) {
    return new NumberRange(low, false, high, false, true);
  }

  /**
   * Returns the range of numbers above a bound and up to another.
   *
   * @param low the lower bound, outside
   * @param high the upper bound, inside
   * @return the range
   */
  public static NumberRange above(double low, double high) {
    return new NumberRange(low, true, high, false, false);
  }

  /**
   * Returns the range of numbers from a bound to another.
   *
   * @param low the lower bound, inside
   * @param high the upper bound, inside
   * @return the range
   */
  public static NumberRange from(double low, double high) {
    return new NumberRange(low, false, high, false, false);
  }

  /**
   * Returns the range of shares: from 0 to below 1.
   *
   * @return the range
   */
  public static NumberRange share() {
    return new NumberRange(0, false, 1, true, false);
  }

  /**
   * Returns whether a number is in the range.
   *
   * @param value any number
   * @return false for NaN and infinite numbers, too
   */
  public boolean contains(double value) {
    return Double.isFinite(value)
        && (above ? value > low : value >= low)
        && (below ? value < high : value <= high);
  }

  /**
   * Returns the range in words.
   *
   * @return such as {@code 1 or more} or {@code a number from 0 to below 1}
   */
  public String text() {
    if (whole) {
      return Double.isInfinite(high)
          ? number(low) + " or more"
          : "from %s to %s".formatted(number(low), number(high));
    }
    return above
        ? "a number above %s, at most %s".formatted(number(low), number(high))
        : "a number from %s to %s%s".formatted(number(low), below ? "below " : "", number(high));
  }

  private static String number(double value) {
    return Math.abs(value) >= 1e-3 || value == 0
        ? new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }
}
