package dev.wgan.runtime;

import java.nio.FloatBuffer;

/**
 * Fills buffers with the latents of one distribution and size, see {@link Noise}.
 *
 * <p>Not thread-safe: it owns scratch arrays, so that filling makes no garbage.
 *
 * <p>It works on tiles of blocks, so that every step is a plain loop over arrays in the first-level
 * cache: the form that the JIT compiler turns into vector instructions. A tile holds the latents of
 * several pairs of samples, or a part of one pair's where latents are large.
 */
final class NoiseFiller {
  private static final int TILE = 512;

  private final int size;
  private final int width;
  private final int rows;
  private final int[] x0;
  private final int[] x1;
  private final WordTransform transform;

  /** A filler for latents of a size, best for {@code n} samples at a time. */
  NoiseFiller(LatentDistribution distribution, int size, int n) {
    this.size = size;
    this.width = Math.min(size, TILE);
    this.rows = Math.max(1, Math.min(TILE / width, n / 2 + 1));
    this.x0 = new int[rows * width];
    this.x1 = new int[rows * width];
    this.transform = new WordTransform(distribution, rows * width);
  }

  /** Puts the latents of samples {@code first .. first + n - 1}, {@code [n, size]} values. */
  void fill(long seed, long first, int n, FloatBuffer out) {
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
