package dev.wgan.train.restore;

import java.util.Locale;

/**
 * A way to make small images of large ones, as the task of enlarging undoes it.
 *
 * <p>Thread-safe.
 */
public enum Degradation {
  /** The mean of {@code factor * factor} pixels, as a camera's larger pixels see it. */
  BOX {
    @Override
    float[] reduced(float[] images, int planes, int height, int width, int factor) {
      int low = height / factor;
      int narrow = width / factor;
      float[] small = new float[planes * low * narrow];
      for (int i = 0; i < small.length; i++) {
        int row = i / narrow % low * factor;
        int start = (i / narrow / low * height + row) * width + i % narrow * factor;
        double sum = 0;
        for (int r = 0; r < factor; r++) {
          for (int c = 0; c < factor; c++) {
            sum += images[start + r * width + c];
          }
        }
        small[i] = (float) (sum / (factor * factor));
      }
      return small;
    }
  },
  /** Cubic convolution with antialiasing: the kernel is as wide as {@code factor} of its own. */
  BICUBIC {
    @Override
    float[] reduced(float[] images, int planes, int height, int width, int factor) {
      return Resampling.planes(
          images, planes, height, width, height / factor, width / factor, Kernel.CUBIC);
    }
  };

  /**
   * Reduces images.
   *
   * @param images planes in a row, {@code [planes, height, width]}
   * @param planes the number of planes
   * @param height the height of a plane, a multiple of the factor
   * @param width the width of a plane, a multiple of the factor
   * @param factor the factor, 1 or more
   * @return the reduced planes, {@code [planes, height / factor, width / factor]}
   * @throws IllegalArgumentException if the sizes do not fit each other
   */
  public float[] reduce(float[] images, int planes, int height, int width, int factor) {
    if (factor < 1 || height % factor != 0 || width % factor != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "images of %d x %d pixels cannot be reduced by %d: expected multiples of the factor",
              width,
              height,
              factor));
    }
    if (images.length != planes * height * width) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d values are not %d planes of %d x %d",
              images.length,
              planes,
              width,
              height));
    }
    return reduced(images, planes, height, width, factor);
  }

  abstract float[] reduced(float[] images, int planes, int height, int width, int factor);
}
