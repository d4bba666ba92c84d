package dev.wgan.train.restore;

/** An interpolation kernel: the weight of a pixel by its distance. */
enum Kernel {
  /** The nearest pixel. */
  NEAREST(0.5) {
    @Override
    double weight(double distance) {
      return distance > -0.5 && distance <= 0.5 ? 1 : 0;
    }
  },
  /** Keys' cubic convolution with a = -0.5 (1981, equation 15). */
  CUBIC(2) {
    @Override
    double weight(double distance) {
      double d = Math.abs(distance);
      if (d < 1) {
        return (1.5 * d - 2.5) * d * d + 1;
      }
      return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
    }
  },
  /** A sinc of three lobes on each side (Duchon 1979). */
  LANCZOS(3) {
    @Override
    double weight(double distance) {
      double d = Math.abs(distance);
      return d < 3 ? sinc(d) * sinc(d / 3) : 0;
    }
  };

  private final double support;

  Kernel(double support) {
    this.support = support;
  }

  /** The distance beyond which weights are 0. */
  double support() {
    return support;
  }

  abstract double weight(double distance);

  private static double sinc(double x) {
    return x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
  }
}
