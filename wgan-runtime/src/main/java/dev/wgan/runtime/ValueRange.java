package dev.wgan.runtime;

/**
 * The range of a sample's elements.
 *
 * <p>Immutable and thread-safe.
 *
 * @param low the lowest value, shown as black
 * @param high the highest value, shown as white
 */
public record ValueRange(float low, float high) {
  /**
   * Checks the bounds.
   *
   * @throws InputException if they are not finite or low is not below high
   */
  public ValueRange {
    if (!Float.isFinite(low) || !Float.isFinite(high) || low >= high) {
      throw new InputException(
          "a value range from " + low + " to " + high + ": expected two numbers, low < high");
    }
  }

  /**
   * Returns the unsigned byte nearest to a value's place in the range.
   *
   * @param value a sample's element
   * @return 0 to 255; 0 for NaN
   */
  public int toByte(float value) {
    float scaled = (value - low) * (255f / (high - low));
    return scaled >= 255f ? 255 : scaled > 0f ? (int) (scaled + 0.5f) : 0;
  }
}
