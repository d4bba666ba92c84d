package dev.wgan.train.evaluate;

import java.util.List;

/**
 * Features that come with a class for each point.
 *
 * <p>Called by one thread at a time.
 */
public interface Classifier extends Features {
  /**
   * Returns the names of the classes.
   *
   * @return one name or more, by label
   */
  List<String> classNames();

  /**
   * Maps a batch of points to their features and labels, in one pass.
   *
   * @param points [n, dimension of a point], row-major; images have values in [-1, 1]
   * @param n how many points, 1 or more
   * @return features and labels of the n points
   */
  Classified classify(float[] points, int n);

  @Override
  default float[] of(float[] points, int n) {
    return classify(points, n).features();
  }
}
