package dev.wgan.train.key;

/**
 * A number of a constraint or an optimizer that a configuration sets, with its check and its
 * explanation.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name its name, as in JSON
 * @param range the values it may have
 * @param meaning its meaning, in a few words
 */
public record NumberKey(String name, NumberRange range, String meaning) {
  /**
   * Checks a value.
   *
   * @param value the value
   * @throws IllegalArgumentException if it is outside the range
   */
  public void require(double value) {
    if (!range.contains(value)) {
      throw new IllegalArgumentException(
          "%s is %s: expected %s"
              .formatted(
                  name, range.whole() ? (Object) (long) value : (Object) value, range.text()));
    }
  }
}
