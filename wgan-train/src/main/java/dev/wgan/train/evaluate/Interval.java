package dev.wgan.train.evaluate;

/**
 * A confidence interval.
 *
 * <p>Immutable and thread-safe.
 *
 * @param low its lower end
 * @param high its upper end
 * @param level the probability that such an interval contains the true value, such as 0.95
 */
public record Interval(double low, double high, double level) {
  /** The level of all intervals of an evaluation. */
  public static final double LEVEL = 0.95;

  /** The standard deviations of a normal distribution that hold {@link #LEVEL}. */
  static final double DEVIATIONS = 1.959964;

  /**
   * Checks the ends.
   *
   * @throws EvaluationException if low is above high or the level is not within (0, 1)
   */
  public Interval {
    if (!(low <= high) || !(level > 0 && level < 1)) {
      throw new EvaluationException(
          "an interval from %s to %s of level %s: expected low <= high and a level within (0, 1)"
              .formatted(low, high, level));
    }
  }

  /**
   * Returns whether a value is inside.
   *
   * @param value any value
   * @return whether low ≤ value ≤ high
   */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
