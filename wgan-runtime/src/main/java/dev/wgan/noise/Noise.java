package dev.wgan.noise;

import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The noise that latents are made of: a pure function of a seed, a sample's index and a position.
 *
 * <p>Thread-safe: there is no state. The specification, complete enough to repeat it in another
 * language:
 *
 * <ol>
 *   <li>Key words of {@link Threefry}: the low and the high 32 bits of the seed.
 *   <li>Position p of the latent (row-major, {@code 0 <= p < 2^24 - 1}) of sample i ({@code 0 <= i
 *       < 2^40}) is made from one word x: output word 0 if i is even, word 1 if it is odd, of the
 *       64-bit counter {@code floor(i / 2) << 24 | p}, whose low 32 bits are counter word 0 and
 *       whose high 32 bits are word 1.
 *   <li>Uniform on [-1, 1]: {@code t = (2 k + 1) * 2^-23 - 1} with k the upper 23 bits of x, which
 *       single precision holds exactly.
 *   <li>Normal, for the middle of the distribution, {@code 5 * 2^21 <= x < 2^32 - 5 * 2^21}: {@code
 *       t * P(s) / Q(s)} with {@code s = (1 - t) * (1 + t)}, each operation rounded to single
 *       precision, from left to right, the polynomials by Horner's rule. Coefficients of P from
 *       degree 6 down: 0.4181273, 4.970491, 6.083647, 1.5848143, 0.10229483, 1.5213426e-3,
 *       3.4194397e-6; of Q: 1, 4.805167, 3.8829007, 0.77176666, 0.040539164, 5.0307106e-4,
 *       9.2152106e-7.
 *   <li>Normal, for the tails, all other x: {@link NormalQuantile} of {@code u = (x + 0.5) * 2^-32}
 *       in double precision, rounded to single.
 *   <li>The label of a sample, if the caller of a class-conditional model gives none: {@code
 *       floor(u * classes)} with u from output word 0 of the counter {@code i << 24 | 2^24 - 1}.
 * </ol>
 *
 * <p>Nothing but IEEE-exact operations is used, so that every machine makes the same bits.
 *
 * <p>Test vector: seed 42, index 7, four normals: {@code 0.524047f, -0.5849043f, 0.1468576f,
 * 0.15300661f}.
 */
public final class Noise {
  /**
   * The version of the algorithm that this class implements. A model file names the version that
   * its samples are defined by.
   */
  public static final int VERSION = 1;

  /** The number of samples of a seed, 2^40: the least index that no sample has. */
  public static final long MAX_INDEX = 1L << 40;

  /** A latent has at most this many elements, so that its counters stay below the label's. */
  public static final int MAX_SIZE = (1 << 24) - 1;

  private static final int LABEL_POSITION = (1 << 24) - 1;

  private Noise() {}

  /**
   * Fills an array with the standard normal latents of {@code n} consecutive samples.
   *
   * @param seed any seed
   * @param first index of the first sample, 0 to 2^40 - 1
   * @param n how many samples, 0 or more
   * @param size elements of one latent
   * @param out receives {@code [n, size]} values from element 0 on
   * @throws IllegalArgumentException if an argument is outside its range or {@code out} too small
   */
  public static void normal(long seed, long first, int n, int size, float[] out) {
    normal(seed, first, n, size, FloatBuffer.wrap(require(out)));
  }

  /**
   * Puts the standard normal latents of {@code n} consecutive samples into a buffer, {@code [n,
   * size]} values, and moves its position after them.
   *
   * @param seed any seed
   * @param first index of the first sample, 0 to 2^40 - 1
   * @param n how many samples, 0 or more
   * @param size elements of one latent
   * @param out receives the values
   * @throws IllegalArgumentException if an argument is outside its range or {@code out} too small
   */
  public static void normal(long seed, long first, int n, int size, FloatBuffer out) {
    requireRoom(first, n, size, out);
    new NoiseFiller(LatentDistribution.NORMAL, size, n).write(seed, first, n, out);
  }

  /**
   * Fills an array with latents uniform on [-1, 1] of {@code n} consecutive samples.
   *
   * @param seed any seed
   * @param first index of the first sample, 0 to 2^40 - 1
   * @param n how many samples, 0 or more
   * @param size elements of one latent
   * @param out receives {@code [n, size]} values from element 0 on
   * @throws IllegalArgumentException if an argument is outside its range or {@code out} too small
   */
  public static void uniform(long seed, long first, int n, int size, float[] out) {
    uniform(seed, first, n, size, FloatBuffer.wrap(require(out)));
  }

  /**
   * Puts latents uniform on [-1, 1] of {@code n} consecutive samples into a buffer, {@code [n,
   * size]} values, and moves its position after them.
   *
   * @param seed any seed
   * @param first index of the first sample, 0 to 2^40 - 1
   * @param n how many samples, 0 or more
   * @param size elements of one latent
   * @param out receives the values
   * @throws IllegalArgumentException if an argument is outside its range or {@code out} too small
   */
  public static void uniform(long seed, long first, int n, int size, FloatBuffer out) {
    requireRoom(first, n, size, out);
    new NoiseFiller(LatentDistribution.UNIFORM, size, n).write(seed, first, n, out);
  }

  /**
   * Returns the class of a sample without a chosen label, uniform over the classes.
   *
   * @param seed any seed
   * @param index index of the sample, 0 to 2^40 - 1
   * @param classes how many classes, 1 or more
   * @return a label, 0 to {@code classes - 1}
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static int label(long seed, long index, int classes) {
    requireIndices(index, 1);
    if (classes < 1) {
      throw new IllegalArgumentException("there are " + classes + " classes: expected at least 1");
    }
    int word = (int) Threefry.words(seed, index << 24 | LABEL_POSITION);
    return (int) (unit(word) * classes);
  }

  /** Maps a word to the open unit interval. */
  static double unit(int word) {
    return (Integer.toUnsignedLong(word) + 0.5) * 0x1p-32;
  }

  /**
   * Throws unless samples {@code first} to {@code first + n - 1} of a seed exist.
   *
   * @param first index of the first sample
   * @param n how many samples
   * @throws IllegalArgumentException if an index is not in 0 to 2^40 - 1 or n is negative
   */
  public static void requireIndices(long first, long n) {
    if (n < 0) {
      throw new IllegalArgumentException(
          "n is " + n + ": expected 0 or more samples, whose indices go from 0 to 2^40 - 1");
    }
    if (first < 0 || n > MAX_INDEX || first > MAX_INDEX - n) {
      throw new IllegalArgumentException(
          "first is "
              + first
              + " and n is "
              + n
              + ": expected samples of a seed, whose indices go from 0 to 2^40 - 1");
    }
  }

  private static <T> T require(@Nullable T out) {
    if (out == null) {
      throw new IllegalArgumentException("out is null: expected an array or a buffer");
    }
    return out;
  }

  static void requireRoom(long first, int n, int size, FloatBuffer out) {
    require(out);
    requireIndices(first, n);
    requireSize(size);
    if ((long) n * size > out.remaining()) {
      throw new IllegalArgumentException(
          n + " latents of " + size + " elements do not fit into " + out.remaining() + " floats");
    }
  }

  static void requireSize(int size) {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException(
          "a latent of " + size + " elements: expected 1 to " + MAX_SIZE + " elements");
    }
  }
}
