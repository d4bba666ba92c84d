package dev.wgan.train.evaluate;

/**
 * Maps points, such as images, to features in which distances mean more than in pixels.
 *
 * <p>Called by one thread at a time.
 */
public interface Features {
  /**
   * Returns how many features a point has.
   *
   * @return 1 or more
   */
  int dimension();

  /**
   * Maps a batch of points.
   *
   * @param points [n, dimension of a point], row-major; images have values in [-1, 1]
   * @param n how many points, 1 or more
   * @return [n, dimension], row-major
   */
  float[] of(float[] points, int n);
}
