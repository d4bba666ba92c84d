package dev.wgan.noise;

import java.nio.FloatBuffer;

/**
 * A filler of buffers with the latents of one distribution and size, as {@link Noise} specifies.
 *
 * <p>Not thread-safe: it owns scratch arrays, so that filling allocates nothing.
 *
 * <p>It works on tiles of blocks, so that every step is a plain loop over arrays in the first-level
 * cache: the form that the JIT compiler turns into vector instructions. A tile holds the latents of
 * several pairs of samples, or a part of one pair's where latents are large.
 */
public final class NoiseFiller {
  private static final int TILE = 512;

  private final int size;
  private final int width;
  private final int rows;
  private final int[] x0;
  private final int[] x1;
  private final WordTransform transform;

  /**
   * Returns a filler.
   *
   * @param distribution the distribution of the elements
   * @param size elements of one latent, 1 to {@link Noise#MAX_SIZE}
   * @param n the number of samples that a call usually fills, for which the scratch is sized
   * @return a filler of any number of samples
   * @throws IllegalArgumentException if an argument is null or outside its range
   */
  public static NoiseFiller of(LatentDistribution distribution, int size, int n) {
    if (distribution == null) {
      throw new IllegalArgumentException("distribution is null: expected a distribution");
    }
    Noise.requireSize(size);
    Noise.requireIndices(0, n);
    return new NoiseFiller(distribution, size, n);
  }

  NoiseFiller(LatentDistribution distribution, int size, int n) {
    this.size = size;
    this.width = Math.min(size, TILE);
    this.rows = Math.max(1, Math.min(TILE / width, n / 2 + 1));
    this.x0 = new int[rows * width];
    this.x1 = new int[rows * width];
    this.transform = new WordTransform(distribution, rows * width);
  }

  /**
   * Puts the latents of {@code n} consecutive samples into a buffer, {@code [n, size]} values, and
   * moves its position after them.
   *
   * @param seed any seed
   * @param first index of the first sample, 0 to 2^40 - n
   * @param n how many samples, 0 or more
   * @param out receives the values
   * @throws IllegalArgumentException if an argument is outside its range or {@code out} too small
   */
  public void fill(long seed, long first, int n, FloatBuffer out) {
    Noise.requireRoom(first, n, size, out);
    write(seed, first, n, out);
  }

  /** Does the work of {@link #fill} for checked arguments. */
  void write(long seed, long first, int n, FloatBuffer out) {
    int start = out.position();
    long end = (first + n + 1) >> 1;
    for (long pair = first >> 1; pair < end; pair += rows) {
      int pairs = (int) Math.min(rows, end - pair);
      for (int position = 0; position < size; position += width) {
        int columns = Math.min(width, size - position);
        words(seed, pair, pairs, position, columns);
        for (int half = 0; half < 2; half++) {
          // Where a range starts or ends within a pair, the half of a single pair is not needed.
          long index = 2 * pair + half;
          if (pairs == 1 && (index < first || index >= first + n)) {
            continue;
          }
          float[] values = transform.apply(half == 0 ? x0 : x1, pairs * columns);
          for (int row = 0; row < pairs; row++, index += 2) {
            if (index >= first && index < first + n) {
              int to = start + (int) (index - first) * size + position;
              out.put(to, values, row * columns, columns);
            }
          }
        }
      }
    }
    out.position(start + n * size);
  }

  /** The words of {@code pairs} rows of blocks, each from a position on. */
  private void words(long seed, long pair, int pairs, int position, int columns) {
    for (int row = 0; row < pairs; row++) {
      long counter = (pair + row) << 24 | position;
      Threefry.prepare(seed, counter, row * columns, columns, x0, x1);
    }
    Threefry.rounds(seed, pairs * columns, x0, x1);
  }
}
