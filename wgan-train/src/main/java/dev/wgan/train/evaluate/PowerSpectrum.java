package dev.wgan.train.evaluate;

/**
 * The power spectrum of windows of a signal, by a fast Fourier transform of base 2.
 *
 * <p>Not thread-safe: it has scratch space.
 */
final class PowerSpectrum {
  private final int size;
  private final double[] window;
  private final double[] cosine;
  private final double[] sine;
  private final double[] real;
  private final double[] imaginary;

  /**
   * Makes a transform with a Hann window.
   *
   * @param window the values of a window
   * @param size the values of the transform, a power of two, at least the window
   */
  PowerSpectrum(int window, int size) {
    this.size = size;
    this.window = new double[window];
    double sum = 0;
    for (int t = 0; t < window; t++) {
      this.window[t] = 0.5 - 0.5 * Math.cos(2 * Math.PI * t / window);
      sum += this.window[t];
    }
    for (int t = 0; t < window; t++) {
      this.window[t] *= 2 / sum; // a full sine of a bin has power 1
    }
    cosine = new double[size / 2];
    sine = new double[size / 2];
    for (int k = 0; k < size / 2; k++) {
      cosine[k] = Math.cos(2 * Math.PI * k / size);
      sine[k] = -Math.sin(2 * Math.PI * k / size);
    }
    real = new double[size];
    imaginary = new double[size];
  }

  /** Returns the least power of two that is not below a number. */
  static int sizeFor(int values) {
    return values <= 1 ? 1 : Integer.highestOneBit(values - 1) << 1;
  }

  /**
   * Computes the power of the frequencies from 0 to half of the rate, size / 2 + 1 of them.
   *
   * @param signal the signal, silent outside its values
   * @param start the place of the window's first value, which may lie outside the signal
   */
  void power(float[] signal, int start, double[] power) {
    int bits = Integer.numberOfTrailingZeros(size);
    for (int t = 0; t < size; t++) {
      int at = start + t;
      boolean inside = t < window.length && at >= 0 && at < signal.length;
      int reversed = bits == 0 ? 0 : Integer.reverse(t) >>> (Integer.SIZE - bits);
      real[reversed] = inside ? window[t] * signal[at] : 0;
      imaginary[reversed] = 0;
    }
    for (int half = 1; half < size; half *= 2) {
      for (int from = 0; from < size; from += 2 * half) {
        for (int k = 0; k < half; k++) {
          combine(from + k, from + k + half, k * (size / 2 / half));
        }
      }
    }
    for (int k = 0; k < power.length; k++) {
      power[k] = real[k] * real[k] + imaginary[k] * imaginary[k];
    }
  }

  private void combine(int a, int b, int angle) {
    double re = cosine[angle] * real[b] - sine[angle] * imaginary[b];
    double im = cosine[angle] * imaginary[b] + sine[angle] * real[b];
    real[b] = real[a] - re;
    imaginary[b] = imaginary[a] - im;
    real[a] += re;
    imaginary[a] += im;
  }
}
