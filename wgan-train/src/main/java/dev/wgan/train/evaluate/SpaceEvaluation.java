package dev.wgan.train.evaluate;

import java.util.List;

/**
 * All metrics in one space: raw pixels, or a classifier's features.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name of the space
 * @param dimension of its points
 * @param metrics one comparison for each metric that was measured
 */
public record SpaceEvaluation(String name, int dimension, List<Comparison> metrics) {
  /** Copies the list. */
  public SpaceEvaluation {
    metrics = List.copyOf(metrics);
  }

  /**
   * Returns the comparison by one metric.
   *
   * @param metric the metric
   * @return the comparison
   * @throws EvaluationException if it was not measured in this space
   */
  public Comparison get(Metric metric) {
    return metrics.stream()
        .filter(comparison -> comparison.metric() == metric)
        .findFirst()
        .orElseThrow(
            () ->
                new EvaluationException(
                    "no %s was measured in the space of %s".formatted(metric.label(), name)));
  }
}
