package dev.wgan.train.evaluate;

/**
 * A metric between two sets of points.
 *
 * <p>Immutable and thread-safe.
 */
public enum Metric {
  /** See {@link FrechetDistance}. */
  FRECHET_DISTANCE("Fréchet distance", Better.LOWER),
  /** The Fréchet distance extrapolated to infinitely many points, which has no bias. */
  FRECHET_DISTANCE_EXTRAPOLATED("Fréchet distance for n → ∞", Better.LOWER),
  /** See {@link NeighbourMetrics#precision}. */
  PRECISION("precision", Better.HIGHER),
  /** See {@link NeighbourMetrics#recall}. */
  RECALL("recall", Better.HIGHER),
  /** See {@link NeighbourMetrics#density}. */
  DENSITY("density", Better.HIGHER),
  /** See {@link NeighbourMetrics#coverage}. */
  COVERAGE("coverage", Better.HIGHER),
  /** See {@link SlicedWasserstein}. */
  SLICED_WASSERSTEIN("sliced Wasserstein-1", Better.LOWER),
  /** See {@link ExactWasserstein}. */
  EXACT_WASSERSTEIN("exact Wasserstein-1", Better.LOWER),
  /** See {@link ClassHistogram#divergence()}. */
  CLASS_DIVERGENCE("KL(classes ‖ uniform)", Better.LOWER);

  /** The direction of better values. */
  public enum Better {
    /** Lower values. */
    LOWER,
    /** Higher values. */
    HIGHER
  }

  private final String label;
  private final Better better;

  Metric(String label, Better better) {
    this.label = label;
    this.better = better;
  }

  /**
   * Returns the name to show.
   *
   * @return a few words
   */
  public String label() {
    return label;
  }

  /**
   * Returns the direction of better values.
   *
   * @return lower or higher
   */
  public Better better() {
    return better;
  }
}
