package dev.wgan.runtime;

import java.nio.FloatBuffer;

/**
 * Fills buffers with the latents of one distribution and size, see {@link Noise}.
 *
 * <p>Not thread-safe: it owns scratch arrays, so that filling makes no garbage.
 */
final class NoiseFiller {
  /** Blocks made at a time: the scratch of 128 blocks stays in the first-level cache. */
  private static final int BLOCKS = 128;

  /** The word 2^31 as {@code int} arithmetic sees it: flips unsigned order into signed order. */
  private static final int MIDDLE = 0x8000_0000;

  private final boolean normal;
  private final int size;
  private final int[] x0;
  private final int[] x1;
  private final double[] q;
  private final float[] values;

  NoiseFiller(LatentDistribution distribution, int size) {
    int blocks = Math.min(BLOCKS, (size + 1) / 2);
    this.normal = distribution == LatentDistribution.NORMAL;
    this.size = size;
    this.x0 = new int[blocks];
    this.x1 = new int[blocks];
    this.q = new double[2 * blocks];
    this.values = new float[2 * blocks];
  }

  /** Puts the latents of samples {@code first .. first + n - 1}, {@code [n, size]} values. */
  void fill(long seed, long first, int n, FloatBuffer out) {
    for (long index = first; index < first + n; index++) {
      for (int position = 0; position < size; position += values.length) {
        int count = Math.min(values.length, size - position);
        words(seed, index << 24 | (position >> 1), (count + 1) / 2);
        if (normal) {
          normals(count);
        } else {
          for (int i = 0; i < count; i++) {
            values[i] = (float) (2 * q[i]);
          }
        }
        out.put(values, 0, count);
      }
    }
  }

  /** q = u - 0.5, exactly: u - 0.5 = (x - 2^31 + 0.5) * 2^-32 with 34 significant bits at most. */
  private void words(long seed, long counter, int blocks) {
    Threefry.blocks(seed, (int) counter, (int) (counter >>> 32), blocks, x0, x1);
    for (int b = 0; b < blocks; b++) {
      q[2 * b] = ((x0[b] ^ MIDDLE) + 0.5) * 0x1p-32;
      q[2 * b + 1] = ((x1[b] ^ MIDDLE) + 0.5) * 0x1p-32;
    }
  }

  private void normals(int count) {
    for (int i = 0; i < count; i++) {
      values[i] = (float) NormalQuantile.central(q[i]);
    }
    // 15 % of the values belong to the tails; the loop above stays free of branches without them.
    for (int i = 0; i < count; i++) {
      double distance = Math.abs(q[i]);
      if (distance > NormalQuantile.CENTRAL) {
        values[i] = (float) NormalQuantile.tail(q[i], 0.5 - distance);
      }
    }
  }
}
