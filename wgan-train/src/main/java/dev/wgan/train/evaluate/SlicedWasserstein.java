package dev.wgan.train.evaluate;

import dev.wgan.noise.Noise;
import java.util.stream.IntStream;

/**
 * The sliced Wasserstein-1 distance: the mean over random directions of the exact Wasserstein-1
 * distance between the two sets' projections (Rabin et al. 2011; Bonneel et al. 2015, "Sliced and
 * Radon Wasserstein Barycenters of Measures", section 2.3).
 *
 * <p>Thread-safe: there is no state. 0 or more, in the units of the points; 0 for equal sets. For a
 * shift by s it is |s| times the mean absolute coordinate of a unit vector, about |s| sqrt(2 / (π
 * d)). O(L n (d + log n)) time for L directions; the sets may differ in size.
 */
public final class SlicedWasserstein {
  /** Directions enough for a standard error of a few per cent. */
  public static final int DEFAULT_DIRECTIONS = 256;

  private SlicedWasserstein() {}

  /**
   * Computes the distance.
   *
   * @param a a set of at least one point
   * @param b another
   * @param directions how many, 1 or more, usually {@link #DEFAULT_DIRECTIONS}
   * @param seed of the directions; distances are compared along the same ones
   * @return the distance
   * @throws EvaluationException if a set is empty, the dimensions differ, or there is no direction
   */
  public static double between(PointSet a, PointSet b, int directions, long seed) {
    HalfSamples allOfA = HalfSamples.of(a.size(), 0, 0);
    HalfSamples allOfB = HalfSamples.of(b.size(), 0, 0);
    return estimate(a, allOfA, b, allOfB, directions, seed).value();
  }

  /** The distance with an interval from halves of both sets along the same directions. */
  static Estimate estimate(
      PointSet a, HalfSamples halvesOfA, PointSet b, HalfSamples halvesOfB, int count, long seed) {
    PointSet.checkComparable(a, b);
    a.checkSize(1, "a sliced Wasserstein distance");
    b.checkSize(1, "a sliced Wasserstein distance");
    float[] directions = directions(count, a.dimension(), seed); // [d, count]
    Projections projectedA = Projections.of(a, directions, count);
    Projections projectedB = Projections.of(b, directions, count);
    double[][] distances = new double[count][]; // [count, samples]
    IntStream.range(0, count)
        .parallel()
        .forEach(
            line ->
                distances[line] = alongLine(projectedA, halvesOfA, projectedB, halvesOfB, line));
    double[] means = new double[halvesOfA.count() + 1];
    for (double[] ofLine : distances) {
      for (int sample = 0; sample < means.length; sample++) {
        means[sample] += ofLine[sample] / count;
      }
    }
    return Estimate.ofHalves(means);
  }

  private static double[] alongLine(
      Projections a, HalfSamples halvesOfA, Projections b, HalfSamples halvesOfB, int line) {
    int[] orderOfA = a.order(line);
    int[] orderOfB = b.order(line);
    double[] distances = new double[halvesOfA.count() + 1];
    for (int sample = 0; sample < distances.length; sample++) {
      distances[sample] =
          betweenSorted(
              a.sorted(line, orderOfA, halvesOfA, sample),
              b.sorted(line, orderOfB, halvesOfB, sample));
    }
    return distances;
  }

  /**
   * The Wasserstein-1 distance on the line: the integral over [0, 1] of the difference of the two
   * quantile functions (Villani 2003, theorem 2.18).
   */
  static double betweenSorted(float[] a, float[] b) {
    double sum = 0;
    if (a.length == b.length) {
      for (int i = 0; i < a.length; i++) {
        sum += Math.abs((double) a[i] - b[i]);
      }
      return sum / a.length;
    }
    // Both are step functions, of steps 1 / n and 1 / m: places are counted in units of 1 / (n m).
    long place = 0;
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      long endOfA = (i + 1L) * b.length;
      long endOfB = (j + 1L) * a.length;
      long end = Math.min(endOfA, endOfB);
      sum += (end - place) * Math.abs((double) a[i] - b[j]);
      place = end;
      i += endOfA == end ? 1 : 0;
      j += endOfB == end ? 1 : 0;
    }
    return sum / ((double) a.length * b.length);
  }

  /** Directions uniform on the unit sphere, [d, count]. */
  private static float[] directions(int count, int d, long seed) {
    if (count < 1) {
      throw new EvaluationException(count + " directions: expected at least 1");
    }
    float[] normal = new float[count * d]; // [count, d]
    Noise.normal(seed, 0, count, d, normal);
    float[] directions = new float[d * count];
    for (int line = 0; line < count; line++) {
      double squares = 0;
      for (int k = 0; k < d; k++) {
        squares += (double) normal[line * d + k] * normal[line * d + k];
      }
      for (int k = 0; k < d; k++) {
        directions[k * count + line] = (float) (normal[line * d + k] / Math.sqrt(squares));
      }
    }
    return directions;
  }
}
