package dev.wgan.train.study;

import dev.wgan.train.evaluate.PointSet;
import java.util.Map;

/** Measures samples against the data of a study's part. Called by one thread at a time. */
public interface Judge {
  /**
   * Measures samples.
   *
   * @param samples samples of a generator
   * @return figures by name, always with equal names in equal order; curves and correlations use
   *     the first one, for which smaller is better
   */
  Map<String, Double> judge(PointSet samples);

  /**
   * Returns the greatest value that a figure can have; the least is 0 for each.
   *
   * @param figure its name
   * @return 1 for a share, the number of classes for a count of them, infinity for a distance
   */
  default double greatest(String figure) {
    return Double.POSITIVE_INFINITY;
  }
}
