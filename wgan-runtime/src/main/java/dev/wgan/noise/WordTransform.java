package dev.wgan.noise;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Turns uniform words into the values of a distribution, as {@link Noise} specifies.
 *
 * <p>Not thread-safe: it owns scratch arrays.
 *
 * <p>With t in (-1, 1) and s = 1 - t^2, the standard normal quantile of (1 + t) / 2 is t times a
 * smooth function of s, here a quotient of two polynomials of degree 6, fitted for the least
 * relative error over |t| &lt;= 1 - 5/1024 (5.4e-8 before rounding). All coefficients are positive
 * and nothing cancels, so that single precision is enough: within 6e-7 of the exact quantile,
 * relatively. The 1 in 205 values outside take {@link NormalQuantile} in double precision.
 */
final class WordTransform {
  /** Words below this, and as many at the top, are the tails: 5/2048 of all words each. */
  static final int TAIL = 5 << 21;

  /** The word 2^31 as {@code int} arithmetic sees it: flips unsigned order into signed order. */
  private static final int MIDDLE = 0x8000_0000;

  private final boolean normal;
  private final int[] bits;
  private final IntBuffer asInts;
  private final FloatBuffer asFloats;
  private final float[] uniform;
  private final float[] numerator;
  private final float[] denominator;
  private final float[] values;

  /** A transform of up to {@code capacity} words at a time. */
  WordTransform(LatentDistribution distribution, int capacity) {
    this.normal = distribution == LatentDistribution.NORMAL;
    ByteBuffer memory = ByteBuffer.allocate(capacity * Float.BYTES).order(ByteOrder.nativeOrder());
    this.asInts = memory.asIntBuffer();
    this.asFloats = memory.asFloatBuffer();
    this.bits = new int[capacity];
    this.uniform = new float[capacity];
    this.numerator = new float[normal ? capacity : 0];
    this.denominator = new float[normal ? capacity : 0];
    this.values = normal ? new float[capacity] : uniform;
  }

  /** The values of the first {@code count} words, in an array that the next call overwrites. */
  float[] apply(int[] words, int count) {
    fractions(words, bits, count);
    // The bits of floats become floats through memory: a loop of intBitsToFloat is not vectorised.
    asInts.put(0, bits, 0, count);
    asFloats.get(0, values, 0, count);
    centre(values, uniform, count);
    if (normal) {
      // The squares stand in the result's place until the quotients take it.
      squares(uniform, values, count);
      numerators(values, numerator, count);
      denominators(values, denominator, count);
      quotients(uniform, numerator, denominator, values, count);
      tails(words, count);
    }
    return values;
  }

  /** The bits of 1 + k * 2^-23, where k is a word's upper 23 bits. */
  private static void fractions(int[] words, int[] bits, int count) {
    for (int i = 0; i < count; i++) {
      bits[i] = (words[i] >>> 9) | 0x3F80_0000;
    }
  }

  /** t = (2 k + 1) * 2^-23 - 1, exactly. */
  private static void centre(float[] fraction, float[] t, int count) {
    for (int i = 0; i < count; i++) {
      t[i] = 2f * fraction[i] - 3f + 0x1p-23f;
    }
  }

  /** s = 1 - t^2, from exact factors. */
  private static void squares(float[] t, float[] s, int count) {
    for (int i = 0; i < count; i++) {
      s[i] = (1f - t[i]) * (1f + t[i]);
    }
  }

  private static void numerators(float[] squares, float[] p, int count) {
    for (int i = 0; i < count; i++) {
      float s = squares[i];
      p[i] =
          (((((0.4181273f * s + 4.970491f) * s + 6.083647f) * s + 1.5848143f) * s + 0.10229483f) * s
                      + 1.5213426e-3f)
                  * s
              + 3.4194397e-6f;
    }
  }

  private static void denominators(float[] squares, float[] q, int count) {
    for (int i = 0; i < count; i++) {
      float s = squares[i];
      q[i] =
          (((((s + 4.805167f) * s + 3.8829007f) * s + 0.77176666f) * s + 0.040539164f) * s
                      + 5.0307106e-4f)
                  * s
              + 9.2152106e-7f;
    }
  }

  private static void quotients(float[] t, float[] p, float[] q, float[] z, int count) {
    for (int i = 0; i < count; i++) {
      z[i] = t[i] * p[i] / q[i];
    }
  }

  /**
   * Puts the tails in their places, in three loops: a loop with a branch hardly ever taken is not
   * vectorised, and the tails' long computations overlap only where nothing stands between them.
   */
  private void tails(int[] words, int count) {
    flag(words, bits, count);
    int tails = 0;
    for (int i = 0; i < count; i++) {
      if (bits[i] < 0) {
        bits[tails++] = i;
      }
    }
    for (int k = 0; k < tails; k++) {
      int i = bits[k];
      double q = ((words[i] ^ MIDDLE) + 0.5) * 0x1p-32;
      values[i] = (float) NormalQuantile.tail(q, 0.5 - Math.abs(q));
    }
  }

  /** Negative for tails: with TAIL added (modulo 2^32) they are the words below 2 TAIL. */
  private static void flag(int[] words, int[] flags, int count) {
    for (int i = 0; i < count; i++) {
      flags[i] = ((words[i] + TAIL) >>> 1) - TAIL;
    }
  }
}
