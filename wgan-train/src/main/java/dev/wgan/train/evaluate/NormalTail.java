package dev.wgan.train.evaluate;

/** The upper tail of the standard normal distribution. */
final class NormalTail {
  /** From here on the continued fraction converges faster than the series. */
  private static final double FAR = 3;

  private NormalTail() {}

  /** The probability of a value above {@code z}, to about 1e-12 relative to the smaller tail. */
  static double above(double z) {
    if (z < 0) {
      return 1 - above(-z);
    }
    double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    if (z >= FAR) {
      double fraction = z;
      for (int i = 120; i > 0; i--) {
        fraction = z + i / fraction; // Abramowitz and Stegun 26.2.14
      }
      return density / fraction;
    }
    double term = z;
    double sum = z;
    for (int i = 1; term > 1e-17 * sum; i++) {
      term *= z * z / (2 * i + 1); // Abramowitz and Stegun 26.2.11
      sum += term;
    }
    return 0.5 - density * sum;
  }
}
