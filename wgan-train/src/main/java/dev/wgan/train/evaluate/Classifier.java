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

  /**
   * Maps any number of points, batch by batch.
   *
   * @param points one point or more
   * @return features and labels of all of them
   * @throws EvaluationException if a batch has another number of features than {@link #dimension}
   */
  default Classified classifyAll(PointSet points) {
    int d = dimension();
    float[] features = new float[Math.multiplyExact(points.size(), d)];
    int[] labels = new int[points.size()];
    int most = 256;
    for (int from = 0; from < labels.length; from += most) {
      int n = Math.min(most, labels.length - from);
      Classified batch = classify(points.slice(from, from + n).values(), n);
      if (batch.features().length != n * d) {
        throw new EvaluationException(
            "the features of %s points are %s values: expected %s for each"
                .formatted(n, batch.features().length, d));
      }
      System.arraycopy(batch.features(), 0, features, from * d, n * d);
      System.arraycopy(batch.labels(), 0, labels, from, n);
    }
    return Classified.of(features, labels);
  }

  @Override
  default float[] of(float[] points, int n) {
    return classify(points, n).features();
  }
}
