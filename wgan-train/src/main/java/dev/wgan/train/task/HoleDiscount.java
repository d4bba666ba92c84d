package dev.wgan.train.task;

/**
 * The weight of each pixel of a hole in the content term: {@code .97^d}, where d is the number of
 * steps to the nearest given pixel, horizontally and vertically. The centre of a large hole has
 * many possible contents, so that the difference from the one original means less there.
 *
 * <p>Thread-safe: there is no state.
 */
final class HoleDiscount {
  private static final double RATE = 0.97;

  private HoleDiscount() {}

  /**
   * Returns the weights of masks.
   *
   * @param masks 1 in holes, {@code [n, 1, height, width]}
   * @return the weights, 0 outside the holes, of the same shape
   */
  static float[] of(float[] masks, int n, int height, int width) {
    float[] weights = new float[masks.length];
    int[] steps = new int[height * width];
    for (int i = 0; i < n; i++) {
      int start = i * height * width;
      steps(masks, start, steps, height, width);
      for (int j = 0; j < steps.length; j++) {
        weights[start + j] = steps[j] == 0 ? 0 : (float) StrictMath.pow(RATE, steps[j] - 1);
      }
    }
    return weights;
  }

  /** Two passes give the exact distance in steps: from the top left, then from the bottom right. */
  private static void steps(float[] masks, int start, int[] steps, int height, int width) {
    int far = height + width;
    for (int j = 0; j < steps.length; j++) {
      int up = j >= width ? steps[j - width] : far;
      int left = j % width > 0 ? steps[j - 1] : far;
      steps[j] = masks[start + j] > 0.5f ? Math.min(up, left) + 1 : 0;
    }
    for (int j = steps.length - 1; j >= 0; j--) {
      int down = j < steps.length - width ? steps[j + width] : far;
      int right = j % width < width - 1 ? steps[j + 1] : far;
      steps[j] = Math.min(steps[j], Math.min(down, right) + 1);
    }
  }
}
