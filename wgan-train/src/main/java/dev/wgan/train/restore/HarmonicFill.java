package dev.wgan.train.restore;

/**
 * Fills holes with the smoothest surface that joins the given pixels: each pixel of a hole becomes
 * the mean of its four neighbours (Laplace's equation), the classical filling with which a network
 * is compared.
 *
 * <p>Thread-safe: there is no state.
 */
public final class HarmonicFill {
  private static final int MOST_SWEEPS = 2_000;
  private static final double OVER = 1.8;
  private static final float ENOUGH = 1e-4f;

  private HarmonicFill() {}

  /**
   * Fills the holes of images.
   *
   * @param images {@code [n, channels, height, width]}; the values in holes are not read
   * @param masks 1 in holes, {@code [n, 1, height, width]}
   * @param n the number of images
   * @param channels the number of channels
   * @param height the height
   * @param width the width
   * @return the filled images, of the form of the images
   */
  public static float[] fill(
      float[] images, float[] masks, int n, int channels, int height, int width) {
    float[] filled = images.clone();
    int plane = height * width;
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < channels; c++) {
        plane(filled, (i * channels + c) * plane, masks, i * plane, height, width);
      }
    }
    return filled;
  }

  /** Successive over-relaxation from the mean of the given pixels. */
  private static void plane(
      float[] values, int start, float[] masks, int mask, int height, int width) {
    double sum = 0;
    int given = 0;
    for (int j = 0; j < height * width; j++) {
      if (masks[mask + j] < 0.5f) {
        sum += values[start + j];
        given++;
      }
    }
    float mean = given == 0 ? 0 : (float) (sum / given);
    for (int j = 0; j < height * width; j++) {
      values[start + j] = masks[mask + j] < 0.5f ? values[start + j] : mean;
    }
    float change = given == 0 ? 0 : 1;
    for (int sweep = 0; sweep < MOST_SWEEPS && change > ENOUGH; sweep++) {
      change = 0;
      for (int j = 0; j < height * width; j++) {
        if (masks[mask + j] >= 0.5f) {
          change = Math.max(change, relax(values, start, j, height, width));
        }
      }
    }
  }

  private static float relax(float[] values, int start, int j, int height, int width) {
    int row = j / width;
    int column = j % width;
    double sum = 0;
    int neighbours = 0;
    if (row > 0) {
      sum += values[start + j - width];
      neighbours++;
    }
    if (row < height - 1) {
      sum += values[start + j + width];
      neighbours++;
    }
    if (column > 0) {
      sum += values[start + j - 1];
      neighbours++;
    }
    if (column < width - 1) {
      sum += values[start + j + 1];
      neighbours++;
    }
    double step = OVER * (sum / Math.max(1, neighbours) - values[start + j]);
    values[start + j] += (float) step;
    return (float) Math.abs(step);
  }
}
