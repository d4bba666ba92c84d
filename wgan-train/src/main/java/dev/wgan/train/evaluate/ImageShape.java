package dev.wgan.train.evaluate;

/**
 * The shape of the images that points represent.
 *
 * <p>Immutable and thread-safe.
 *
 * @param channels 1 for grey, 3 for RGB
 * @param height in pixels
 * @param width in pixels
 * @param spectrogram whether an image is a spectrogram, whose columns are moments: a copy may be
 *     shifted in time, but neither mirrored nor shifted in pitch
 */
public record ImageShape(int channels, int height, int width, boolean spectrogram) {
  /**
   * Creates the shape of pictures.
   *
   * @param channels 1 for grey, 3 for RGB
   * @param height in pixels
   * @param width in pixels
   * @throws EvaluationException if one is outside its range
   */
  public ImageShape(int channels, int height, int width) {
    this(channels, height, width, false);
  }

  /**
   * Checks the shape.
   *
   * @throws EvaluationException if one is outside its range
   */
  public ImageShape {
    if ((channels != 1 && channels != 3) || height < 1 || width < 1) {
      throw new EvaluationException(
          "images of %s channels, %s x %s: expected 1 or 3 channels and a positive size"
              .formatted(channels, height, width));
    }
  }

  /** Checks that points are images of this shape. */
  void require(PointSet points) {
    if (points.dimension() != values()) {
      throw new EvaluationException(
          "points of dimension %s are not images of %s values: expected %s"
              .formatted(points.dimension(), values(), this));
    }
  }

  int values() {
    return channels * height * width;
  }
}
