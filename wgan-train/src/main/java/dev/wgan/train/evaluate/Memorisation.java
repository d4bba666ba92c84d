package dev.wgan.train.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tests whether a generator repeats its training data: distances of samples to their nearest
 * training points, compared with those of held-out points (Meehan, Chaudhuri and Dasgupta 2020, "A
 * Non-Parametric Test to Detect Data-Copying in Generative Models", section 3.1).
 *
 * <p>Immutable and thread-safe. O(n m d) time for n samples and m training points.
 *
 * @param samples quantiles of the samples' distances to their nearest training points
 * @param heldOut quantiles of the held-out points' distances to theirs
 * @param nearer the test of smaller distances of samples than of held-out points
 * @param seen the test of samples nearer to training points than to held-out ones
 * @param verdict the verdict of the two tests
 * @param pairs some samples with their nearest training points, the nearest pairs first
 */
public record Memorisation(
    List<DistanceQuantile> samples,
    List<DistanceQuantile> heldOut,
    RankTest nearer,
    SplitTest seen,
    Verdict verdict,
    List<Pair> pairs) {
  /** A test's p-value below this counts as a finding: its probability of a false one. */
  public static final double SIGNIFICANCE = 0.01;

  private static final double[] PROBABILITIES = {0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1};
  private static final int PAIRS = 12;

  /** The verdict of the tests. */
  public enum Verdict {
    /** Samples are no nearer to training points than held-out points are. */
    NOTHING_FOUND,
    /**
     * Samples are nearer to training points than held-out points are, but just as near to held-out
     * points: they are smoother or more typical than data, not copied.
     */
    NEARER_TO_ALL_DATA,
    /** Samples are nearer to training points than to points never seen: memorised to a degree. */
    NEARER_TO_TRAINING_DATA
  }

  /**
   * A quantile of distances.
   *
   * @param probability which quantile, 0 for the least to 1 for the greatest
   * @param distance the distance
   */
  public record DistanceQuantile(double probability, double distance) {}

  /**
   * A sample and the training point nearest to it.
   *
   * @param sample index of the sample
   * @param training index of the training point
   * @param distance their Euclidean distance
   */
  public record Pair(int sample, int training, double distance) {}

  /** Copies the lists. */
  public Memorisation {
    samples = List.copyOf(samples);
    heldOut = List.copyOf(heldOut);
    pairs = List.copyOf(pairs);
  }

  /**
   * Looks for memorised points.
   *
   * @param samples 20 samples or more
   * @param training the points that the generator was trained on
   * @param heldOut 20 points or more of the same distribution as the training points, which the
   *     generator has never seen
   * @param queries the largest number of samples and of held-out points whose neighbours are
   *     searched
   * @return the result
   * @throws EvaluationException if there are too few points, or their dimensions differ
   */
  public static Memorisation of(
      PointSet samples, PointSet training, PointSet heldOut, int queries) {
    PointSet asked = samples.first(queries);
    PointSet controls = heldOut.first(queries);
    NearestNeighbours nearest = NearestNeighbours.among(asked, training, 1);
    NearestNeighbours ofControls = NearestNeighbours.among(controls, training, 1);
    NearestNeighbours unseen = NearestNeighbours.among(asked, heldOut, 1);
    RankTest nearer = RankTest.of(nearest.distances(0), ofControls.distances(0));
    SplitTest seen = SplitTest.of(nearest, training.size(), unseen, heldOut.size());
    Verdict verdict =
        seen.pValue() < SIGNIFICANCE
            ? Verdict.NEARER_TO_TRAINING_DATA
            : nearer.pValue() < SIGNIFICANCE ? Verdict.NEARER_TO_ALL_DATA : Verdict.NOTHING_FOUND;
    return new Memorisation(
        quantiles(nearest), quantiles(ofControls), nearer, seen, verdict, pairs(nearest));
  }

  private static List<DistanceQuantile> quantiles(NearestNeighbours nearest) {
    double[] sorted = nearest.distances(0);
    Arrays.sort(sorted);
    return Arrays.stream(PROBABILITIES)
        .mapToObj(p -> new DistanceQuantile(p, Quantiles.of(sorted, p)))
        .toList();
  }

  /** The nearest pairs, then as many spread evenly over the samples. */
  private static List<Pair> pairs(NearestNeighbours nearest) {
    IntStream closest =
        IntStream.range(0, nearest.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> nearest.squared(i, 0)))
            .limit(PAIRS)
            .mapToInt(Integer::intValue);
    int step = Math.max(1, nearest.size() / PAIRS);
    IntStream spread = IntStream.range(0, PAIRS).map(i -> i * step).filter(i -> i < nearest.size());
    return IntStream.concat(closest, spread)
        .distinct()
        .mapToObj(i -> new Pair(i, nearest.index(i, 0), nearest.distance(i, 0)))
        .toList();
  }
}
