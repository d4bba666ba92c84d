package dev.wgan.train.evaluate;

/**
 * The shape of the sounds that points represent, {@code [channels, length]}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param channels 1 for mono, 2 for stereo
 * @param length values of a channel, at least 256
 * @param rate values per second
 */
public record SoundShape(int channels, int length, int rate) {
  private static final int LEAST_LENGTH = 256;

  /**
   * Checks the shape.
   *
   * @throws EvaluationException if a number is outside its range
   */
  public SoundShape {
    if (channels < 1 || channels > 2 || length < LEAST_LENGTH || rate < 1) {
      throw new EvaluationException(
          "sounds of %s channels and %s values at %s Hz: expected 1 or 2 channels, at least %s values and a positive rate"
              .formatted(channels, length, rate, LEAST_LENGTH));
    }
  }

  /** Checks that points are sounds of this shape. */
  void require(PointSet points) {
    if (points.dimension() != channels * length) {
      throw new EvaluationException(
          "points of dimension %s are not sounds: expected %s".formatted(points.dimension(), this));
    }
  }
}
