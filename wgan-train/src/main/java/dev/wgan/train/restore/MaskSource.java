package dev.wgan.train.restore;

/**
 * A source of masks for inpainting, addressed by seed and index: a mask is a pure function of both.
 *
 * <p>Implementations are thread-safe.
 */
public interface MaskSource {
  /**
   * Returns consecutive masks.
   *
   * @param seed any seed
   * @param first the index of the first mask, from 0
   * @param n the number of masks
   * @param height the height of a mask
   * @param width the width of a mask
   * @return 1 in holes and 0 for given pixels, {@code [n, 1, height, width]}
   */
  float[] draw(long seed, long first, int n, int height, int width);
}
