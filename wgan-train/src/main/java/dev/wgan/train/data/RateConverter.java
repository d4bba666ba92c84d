package dev.wgan.train.data;

/**
 * Changes the rate of a sound by a low-pass filter: a sinc under a Kaiser window of 64 zero
 * crossings on either side.
 *
 * <p>Immutable and thread-safe. Tones up to 90 % of half the lower rate keep their level; what lies
 * above half the lower rate is reduced by more than 80 dB. Nothing is delayed.
 */
final class RateConverter {
  private static final int CROSSINGS = 64;
  private static final double BETA = 8.5; // about 86 dB
  private static final double CUTOFF = 0.953; // of half the lower rate; the middle of the slope

  private final int up; // the target's share of the ratio, in lowest terms
  private final int down;
  private final int reach; // source samples on either side
  private final float[] taps; // [up, 2 * reach]

  private RateConverter(int up, int down, int reach, float[] taps) {
    this.up = up;
    this.down = down;
    this.reach = reach;
    this.taps = taps;
  }

  /** Makes a converter between two rates, both at least 1. */
  static RateConverter of(int from, int to) {
    int divisor = greatestDivisor(from, to);
    int up = to / divisor;
    int down = from / divisor;
    double scale = Math.min(1, to / (double) from);
    int reach = (int) Math.ceil(CROSSINGS / scale);
    float[] taps = new float[Math.multiplyExact(up, 2 * reach)];
    for (int phase = 0; phase < up; phase++) {
      double[] row = new double[2 * reach];
      double sum = 0;
      for (int k = 0; k < row.length; k++) {
        double t = (k - reach + 1 - phase / (double) up) * scale; // in crossings
        row[k] = sinc(CUTOFF * t) * window(t / CROSSINGS);
        sum += row[k];
      }
      for (int k = 0; k < row.length; k++) {
        taps[phase * row.length + k] = (float) (row[k] / sum);
      }
    }
    return new RateConverter(up, down, reach, taps);
  }

  /** The number of samples after conversion, rounded up. */
  static long length(long frames, int from, int to) {
    return (frames * to + from - 1) / from;
  }

  /** Converts one channel; sound before and after it is silence. */
  float[] apply(float[] source) {
    float[] target = new float[(int) length(source.length, down, up)];
    for (int i = 0; i < target.length; i++) {
      long place = (long) i * down;
      int first = (int) (place / up) - reach + 1;
      int row = (int) (place % up) * 2 * reach;
      int from = Math.max(0, -first);
      int end = Math.min(2 * reach, source.length - first);
      target[i] = (float) product(row + from, source, first + from, end - from);
    }
    return target;
  }

  /** The sum of taps times samples, in four sums that a processor adds at the same time. */
  private double product(int tap, float[] source, int start, int count) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int k = 0;
    for (; k < count - 3; k += 4) {
      sum0 += taps[tap + k] * (double) source[start + k];
      sum1 += taps[tap + k + 1] * (double) source[start + k + 1];
      sum2 += taps[tap + k + 2] * (double) source[start + k + 2];
      sum3 += taps[tap + k + 3] * (double) source[start + k + 3];
    }
    for (; k < count; k++) {
      sum0 += taps[tap + k] * (double) source[start + k];
    }
    return sum0 + sum1 + (sum2 + sum3);
  }

  private static double sinc(double t) {
    return t == 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
  }

  /** The Kaiser window at -1 to 1; 0 outside. */
  private static double window(double t) {
    return Math.abs(t) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - t * t)) / bessel(BETA);
  }

  /** The modified Bessel function of the first kind and order 0. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > 1e-17 * sum; k++) {
      term *= x / (2 * k) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }

  private static int greatestDivisor(int a, int b) {
    return b == 0 ? a : greatestDivisor(b, a % b);
  }
}
