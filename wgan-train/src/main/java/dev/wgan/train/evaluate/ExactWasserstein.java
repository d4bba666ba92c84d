package dev.wgan.train.evaluate;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The exact Wasserstein-1 distance between two sets of equally many points: the least mean distance
 * over which the points of one can be moved onto those of the other (Villani 2003, section 1.2; for
 * such sets the best plan is an {@link Assignment}).
 *
 * <p>Thread-safe: there is no state. 0 or more, in the units of the points; 0 for equal sets. It
 * falls with more points, slowly in high dimension (as n^(-1/d)): only values for equal numbers of
 * points can be compared. O(n² d + n³) time, 8 n² bytes.
 */
public final class ExactWasserstein {
  /** The greatest size of a set; the assignment of larger ones takes minutes. */
  public static final int MAX_SIZE = 2000;

  private ExactWasserstein() {}

  /**
   * Computes the distance.
   *
   * @param a a set of 1 to {@link #MAX_SIZE} points
   * @param b another of the same size
   * @return the distance
   * @throws EvaluationException if the sets differ in size or dimension, or their size is outside
   *     its range
   */
  public static double between(PointSet a, PointSet b) {
    int n = a.size();
    if (n != b.size() || n < 1 || n > MAX_SIZE) {
      throw new EvaluationException(
          "an exact Wasserstein distance between %s and %s points: expected two equal sizes of 1 to %s; take the first points of each"
              .formatted(n, b.size(), MAX_SIZE));
    }
    double[][] distances = new double[n][n];
    DistanceBlocks.forEach(
        a,
        b,
        (row, first, squared, columns) -> {
          for (int j = 0; j < columns; j++) {
            distances[row][first + j] = Math.sqrt(squared[j]);
          }
        });
    return Assignment.of(distances).cost() / n;
  }

  /**
   * Returns the distance with an interval from halves of both sets; the whole sets and each half
   * are a step, after which {@code step} runs, on any thread.
   */
  static Estimate estimate(
      PointSet a, HalfSamples halvesOfA, PointSet b, HalfSamples halvesOfB, Runnable step) {
    double[] distances = new double[halvesOfA.count() + 1];
    IntStream.range(0, distances.length)
        .parallel()
        .forEach(
            half -> {
              distances[half] = between(rows(a, halvesOfA, half), rows(b, halvesOfB, half));
              step.run();
            });
    return Estimate.ofHalves(distances);
  }

  private static PointSet rows(PointSet points, HalfSamples halves, int half) {
    int[] rows = halves.points(half);
    return points.rows(half == 0 ? rows : Arrays.copyOf(rows, points.size() / 2));
  }
}
