package dev.wgan.train.evaluate;

/**
 * Features and labels of a batch of points.
 *
 * <p>Immutable and thread-safe, as long as its arrays are not changed.
 */
public final class Classified {
  private final float[] features;
  private final int[] labels;

  private Classified(float[] features, int[] labels) {
    this.features = features;
    this.labels = labels;
  }

  /**
   * Wraps the result of a classifier, without copying it.
   *
   * @param features [n, dimension], row-major
   * @param labels [n], each 0 to classes - 1
   * @return the batch
   * @throws EvaluationException if the number of features is not a multiple of that of labels
   */
  public static Classified of(float[] features, int[] labels) {
    if (labels.length == 0 || features.length % labels.length != 0) {
      throw new EvaluationException(
          "%s features for %s labels: expected equally many for each of at least one"
              .formatted(features.length, labels.length));
    }
    return new Classified(features, labels);
  }

  /**
   * Returns the features.
   *
   * @return [n, dimension], row-major, for reading only
   */
  public float[] features() {
    return features;
  }

  /**
   * Returns the labels.
   *
   * @return [n], for reading only
   */
  public int[] labels() {
    return labels;
  }
}
