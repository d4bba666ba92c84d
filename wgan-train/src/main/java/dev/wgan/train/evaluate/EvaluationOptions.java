package dev.wgan.train.evaluate;

/**
 * The options of an evaluation.
 *
 * <p>Immutable and thread-safe.
 *
 * @param k neighbours of {@link NeighbourMetrics}, 1 or more
 * @param directions of {@link SlicedWasserstein}, 1 or more
 * @param halves the number of half-samples for the intervals, 0 for none; 100 or more are advised
 * @param components principal directions of the fitted Gaussian, 1 or more
 * @param exactSize points of each set for {@link ExactWasserstein}, 1 to 2,000
 * @param queries samples and held-out points whose training neighbours are looked up, 20 or more
 * @param seed any seed; equal seeds give equal evaluations
 */
public record EvaluationOptions(
    int k, int directions, int halves, int components, int exactSize, int queries, long seed) {
  /**
   * Checks the options.
   *
   * @throws EvaluationException if one is outside its range
   */
  public EvaluationOptions {
    check("k", k, 1, Integer.MAX_VALUE);
    check("directions", directions, 1, Integer.MAX_VALUE);
    check("halves", halves, 0, 10_000);
    check("components", components, 1, Integer.MAX_VALUE);
    check("exactSize", exactSize, 1, ExactWasserstein.MAX_SIZE);
    check("queries", queries, 20, Integer.MAX_VALUE);
  }

  /**
   * Returns the options of published evaluations.
   *
   * @param seed any seed
   * @return k = 5, 256 directions, 126 halves, 64 components, 2,000 points, 2,000 queries
   */
  public static EvaluationOptions defaults(long seed) {
    return new EvaluationOptions(
        NeighbourMetrics.DEFAULT_K,
        SlicedWasserstein.DEFAULT_DIRECTIONS,
        126,
        64,
        ExactWasserstein.MAX_SIZE,
        2000,
        seed);
  }

  private static void check(String name, int value, int least, int greatest) {
    if (value < least || value > greatest) {
      throw new EvaluationException(
          "%s is %s: expected %s to %s".formatted(name, value, least, greatest));
    }
  }
}
