package dev.wgan.train.restore;

/**
 * Resamples planes, rows and columns one after the other, with half-pixel centres. Pixels beyond
 * the edge repeat the outermost ones. When an image shrinks, the kernel is widened by the factor,
 * which keeps high frequencies from turning into false low ones; Pillow's and MATLAB's resizing
 * compute the same.
 *
 * <p>Immutable and thread-safe.
 */
final class Resampling {
  private final int[] first;
  private final float[][] weights; // [out][taps]
  private final int in;

  private Resampling(int in, int[] first, float[][] weights) {
    this.in = in;
    this.first = first;
    this.weights = weights;
  }

  /** The resampling of one dimension. */
  static Resampling of(int in, int out, Kernel kernel) {
    double scale = (double) in / out;
    double width = Math.max(1, scale);
    int[] first = new int[out];
    float[][] weights = new float[out][];
    for (int o = 0; o < out; o++) {
      double centre = (o + 0.5) * scale - 0.5;
      int low = (int) Math.ceil(centre - kernel.support() * width);
      int high = (int) Math.floor(centre + kernel.support() * width);
      double[] taps = new double[high - low + 1];
      double sum = 0;
      for (int i = 0; i < taps.length; i++) {
        taps[i] = kernel.weight((low + i - centre) / width);
        sum += taps[i];
      }
      weights[o] = new float[taps.length];
      for (int i = 0; i < taps.length; i++) {
        weights[o][i] = (float) (taps[i] / sum);
      }
      first[o] = low;
    }
    return new Resampling(in, first, weights);
  }

  /** Resamples planes of height and width; returns planes of the other height and width. */
  static float[] planes(
      float[] images, int planes, int height, int width, int toHeight, int toWidth, Kernel kernel) {
    Resampling columns = of(width, toWidth, kernel);
    Resampling rows = of(height, toHeight, kernel);
    float[] narrow = new float[planes * height * toWidth];
    for (int row = 0; row < planes * height; row++) {
      columns.line(images, row * width, 1, narrow, row * toWidth, 1);
    }
    float[] result = new float[planes * toHeight * toWidth];
    for (int plane = 0; plane < planes; plane++) {
      for (int column = 0; column < toWidth; column++) {
        rows.line(
            narrow,
            plane * height * toWidth + column,
            toWidth,
            result,
            plane * toHeight * toWidth + column,
            toWidth);
      }
    }
    return result;
  }

  private void line(float[] from, int start, int step, float[] to, int toStart, int toStep) {
    for (int o = 0; o < weights.length; o++) {
      double sum = 0;
      for (int i = 0; i < weights[o].length; i++) {
        int at = Math.max(0, Math.min(in - 1, first[o] + i));
        sum += (double) weights[o][i] * from[start + at * step];
      }
      to[toStart + o * toStep] = (float) sum;
    }
  }
}
