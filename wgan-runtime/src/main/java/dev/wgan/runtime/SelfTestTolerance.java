package dev.wgan.runtime;

import java.util.Optional;

/**
 * The largest difference from its golden samples that a model of some precision may show. A file
 * may ask for less, never for more: otherwise a damaged model could excuse itself.
 *
 * <p>Thread-safe: there is no state.
 */
final class SelfTestTolerance {
  /** Sums of 32-bit floats in another order, on any execution provider. */
  private static final float FLOAT = 1e-3f;

  private static final float HALF = 2e-2f;
  private static final float INTEGERS = 0.25f;
  private static final int BYTE_LEVELS = 255;

  /** A value between two bytes may round to either. */
  private static final float TIE = 1.001f;

  private SelfTestTolerance() {}

  /**
   * Returns the tolerance to apply.
   *
   * @param stated the tolerance that the file states
   * @param precision the precision of its weights
   * @param largest the largest magnitude of a golden value
   * @param bytes whether samples are unsigned bytes
   */
  static float of(
      Optional<Float> stated, Optional<String> precision, double largest, boolean bytes) {
    float relative =
        switch (precision.orElse("fp32")) {
          case "fp16-weights" -> HALF;
          case "int8", "int8-dynamic" -> INTEGERS;
          default -> FLOAT;
        };
    double bound = bytes ? relative * BYTE_LEVELS + TIE : relative * largest;
    return stated.isPresent() ? (float) Math.min(stated.get(), bound) : (float) bound;
  }
}
