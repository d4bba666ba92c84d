package dev.wgan.train.restore;

/**
 * The luminance of a picture: Y of BT.601 in the range from 16 to 235 for 8-bit colours, as MATLAB
 * computes it, and the usual basis of PSNR in super-resolution.
 *
 * <p>Immutable, except for the values, which are not copied. Thread-safe for reading.
 */
public final class Plane {
  private final int width;
  private final int height;
  private final float[] values;

  /**
   * Takes values.
   *
   * @param width the width
   * @param height the height
   * @param values {@code [height, width]}, not copied
   */
  public Plane(int width, int height, float[] values) {
    if (values.length != width * height) {
      throw new IllegalArgumentException(
          values.length + " values are not " + width + " x " + height);
    }
    this.width = width;
    this.height = height;
    this.values = values;
  }

  /**
   * Returns the luminance of a picture.
   *
   * @param bytes planes of unsigned bytes, {@code [channels, height, width]}, 1 or 3 channels
   * @param width the width
   * @param height the height
   * @return the luminance; of greys the grey itself
   */
  public static Plane luminance(byte[] bytes, int width, int height) {
    int plane = width * height;
    float[] values = new float[plane];
    for (int i = 0; i < plane; i++) {
      values[i] =
          bytes.length == plane
              ? bytes[i] & 0xFF
              : (float)
                  (16
                      + (65.481 * (bytes[i] & 0xFF)
                              + 128.553 * (bytes[plane + i] & 0xFF)
                              + 24.966 * (bytes[2 * plane + i] & 0xFF))
                          / 255);
    }
    return new Plane(width, height, values);
  }

  /**
   * Returns the width.
   *
   * @return pixels
   */
  public int width() {
    return width;
  }

  /**
   * Returns the height.
   *
   * @return pixels
   */
  public int height() {
    return height;
  }

  /** The values, {@code [height, width]}. */
  float[] values() {
    return values;
  }

  float at(int row, int column) {
    return values[row * width + column];
  }

  /** The plane at half the size. */
  Plane halved() {
    int low = height / 2;
    int narrow = width / 2;
    return new Plane(
        narrow, low, Resampling.planes(values, 1, height, width, low, narrow, Kernel.CUBIC));
  }

  /** The part of the plane that the plane at half the size does not have. */
  Plane detail() {
    Plane half = halved();
    float[] smooth =
        Resampling.planes(half.values, 1, half.height, half.width, height, width, Kernel.CUBIC);
    float[] detail = new float[values.length];
    for (int i = 0; i < detail.length; i++) {
      detail[i] = values[i] - smooth[i];
    }
    return new Plane(width, height, detail);
  }
}
