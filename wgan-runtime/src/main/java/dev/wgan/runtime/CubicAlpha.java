package dev.wgan.runtime;

/**
 * Enlarges the alpha of a picture by cubic interpolation (Keys, 1981, with a = -0.5); the edge is
 * repeated.
 *
 * <p>Thread-safe: there is no state.
 */
final class CubicAlpha {
  private static final int TAPS = 4;
  private static final double A = -0.5;

  private CubicAlpha() {}

  /** Enlarges the alpha of an area, into the last band of enlarged pixels. */
  static void enlarge(
      PixelRows source, int left, int top, int width, int height, int factor, byte[] pixels) {
    int bands = source.format().bands();
    float[][] weights = weights(factor);
    int rows = height + TAPS;
    int large = width * factor;
    float[] wide = new float[rows * large];
    int from = Math.max(0, left - 2);
    int count = Math.min(source.width(), left + width + 2) - from;
    byte[] row = new byte[count * bands];
    for (int r = 0; r < rows; r++) {
      int y = Math.max(0, Math.min(source.height() - 1, top - 2 + r));
      source.read(from, y, count, row);
      for (int x = 0; x < large; x++) {
        int first = firstTap(x, factor) + left - from;
        float sum = 0;
        for (int tap = 0; tap < TAPS; tap++) {
          int at = Math.max(0, Math.min(count - 1, first + tap));
          sum += weights[x % factor][tap] * (row[at * bands + bands - 1] & 0xFF);
        }
        wide[r * large + x] = sum;
      }
    }
    for (int y = 0; y < height * factor; y++) {
      int first = firstTap(y, factor) + 2;
      for (int x = 0; x < large; x++) {
        float sum = 0;
        for (int tap = 0; tap < TAPS; tap++) {
          sum += weights[y % factor][tap] * wide[(first + tap) * large + x];
        }
        int alpha = (int) Math.max(0f, Math.min(255f, sum + 0.5f));
        pixels[(y * large + x) * bands + bands - 1] = (byte) alpha;
      }
    }
  }

  /** The first of the four pixels around an enlarged one. */
  private static int firstTap(int enlarged, int factor) {
    return Math.floorDiv(2 * enlarged + 1 - factor, 2 * factor) - 1;
  }

  /** The weights of the four pixels for each place within a pixel. */
  private static float[][] weights(int factor) {
    float[][] weights = new float[factor][TAPS];
    for (int phase = 0; phase < factor; phase++) {
      double place = (phase + 0.5) / factor - 0.5;
      double fraction = place - Math.floor(place);
      for (int tap = 0; tap < TAPS; tap++) {
        weights[phase][tap] = (float) kernel(Math.abs(fraction + 1 - tap));
      }
    }
    return weights;
  }

  private static double kernel(double t) {
    if (t <= 1) {
      return ((A + 2) * t - (A + 3)) * t * t + 1;
    }
    return t < 2 ? ((A * t - 5 * A) * t + 8 * A) * t - 4 * A : 0;
  }
}
