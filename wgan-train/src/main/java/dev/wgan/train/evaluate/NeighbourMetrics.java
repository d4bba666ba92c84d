package dev.wgan.train.evaluate;

/**
 * Precision and recall (Kynkäänniemi et al. 2019, "Improved Precision and Recall Metric for
 * Assessing Generative Models", equation 2), density and coverage (Naeem et al. 2020, "Reliable
 * Fidelity and Diversity Metrics for Generative Models", equations 3 and 4).
 *
 * <p>Immutable and thread-safe. All four come from one pass over the distances between the sets,
 * O(n m d) time; their intervals from {@link HalfSamples} of both sets, whose balls are drawn anew.
 *
 * @param precision share of generated points within the balls of real ones, in [0, 1]
 * @param recall share of real points within the balls of generated ones, in [0, 1]
 * @param density the mean number of balls of real points that contain a generated one, divided by
 *     k; 0 or more, about 1 for real points
 * @param coverage share of real points whose ball holds a generated one, in [0, 1]
 */
public record NeighbourMetrics(
    Estimate precision, Estimate recall, Estimate density, Estimate coverage) {
  /** The number of neighbours that both papers' comparisons use. */
  public static final int DEFAULT_K = 5;

  /**
   * Computes the metrics without intervals.
   *
   * @param real the real points
   * @param generated the generated points
   * @param k the number of neighbours that a ball reaches, by default {@link #DEFAULT_K}
   * @return the metrics
   * @throws EvaluationException if a set has fewer than 2k + 2 points, or the dimensions differ
   */
  public static NeighbourMetrics between(PointSet real, PointSet generated, int k) {
    PointSet.checkComparable(real, generated);
    return between(Manifold.of(real, k, 0, 0), Manifold.of(generated, k, 0, 0));
  }

  /** The metrics with intervals, if the manifolds have halves; both have equally many. */
  static NeighbourMetrics between(Manifold real, Manifold generated) {
    return BallHits.between(real, generated).metrics();
  }
}
