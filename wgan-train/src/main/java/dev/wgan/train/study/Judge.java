package dev.wgan.train.study;

import dev.wgan.train.evaluate.PointSet;
import java.util.Map;

/** Measures samples against the data of a study's part. Called by one thread at a time. */
public interface Judge {
  /**
   * Measures samples.
   *
   * @param samples what a generator made
   * @return figures by name, always the same names in the same order; the first is the one that
   *     curves and correlations take, and smaller is better
   */
  Map<String, Double> judge(PointSet samples);
}
