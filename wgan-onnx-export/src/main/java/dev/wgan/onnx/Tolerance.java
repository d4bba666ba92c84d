package dev.wgan.onnx;

/**
 * The permitted differences from the reference.
 *
 * @param relative the largest error over the largest output
 * @param scale the smallest assumed magnitude of the largest output
 */
record Tolerance(double relative, double scale) {
  /** Covers sums of 32-bit floats in another order; a wrong constant causes a far larger error. */
  static final Tolerance EXACT = new Tolerance(1e-4, 0);

  private static final double HALF = 1e-2;
  private static final double INTEGERS = 0.25;
  private static final double BYTE_LEVELS = 255;

  static Tolerance of(Precision precision, ImageOutput output) {
    double relative =
        switch (precision) {
          case FP32 -> EXACT.relative();
          case FP16_WEIGHTS -> HALF;
          case INT8, INT8_DYNAMIC -> INTEGERS;
        };
    if (output == ImageOutput.FLOAT) {
      return new Tolerance(relative, 0);
    }
    // At a tie between two bytes the smallest error decides: one level more.
    return new Tolerance(relative + 1.001 / BYTE_LEVELS, BYTE_LEVELS);
  }

  /** The largest difference allowed for some outputs. */
  double absolute(float[] samples) {
    double largest = scale;
    for (float sample : samples) {
      largest = Math.max(largest, Math.abs(sample));
    }
    return relative * largest;
  }
}
