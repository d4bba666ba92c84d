package dev.wgan.train.evaluate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * The squared Fréchet (2-Wasserstein) distance between Gaussians fitted to two sets of points.
 *
 * <p>Thread-safe: there is no state. From Heusel et al. 2017, "GANs Trained by a Two Time-Scale
 * Update Rule Converge to a Local Nash Equilibrium", equation 6; with Inception's features it is
 * the FID. 0 or more; 0 for equal moments. It grows with fewer points (about as 1/n), so that only
 * values for equal numbers of points can be compared, or those extrapolated to infinitely many. O(n
 * d² + d³) time.
 */
public final class FrechetDistance {
  /** The number of halves that are halved again. */
  private static final int PARTITIONS = 32;

  /** Quarters of fewer points have no covariance. */
  private static final int LEAST_QUARTERED = 16;

  private FrechetDistance() {}

  /**
   * Computes |m₁ - m₂|² + Tr(C₁ + C₂ - 2 (C₁C₂)^½).
   *
   * <p>With C₁ = F Fᵀ from its eigenvectors, the root's trace is that of the symmetric (Fᵀ C₂ F)^½,
   * which exists for singular covariances too.
   *
   * @param a a set of at least two points
   * @param b another
   * @return the distance, in squared units of the points
   * @throws EvaluationException if a set has fewer than two points, or the dimensions differ
   */
  public static double between(PointSet a, PointSet b) {
    PointSet.checkComparable(a, b);
    return between(Moments.of(a), Moments.of(b));
  }

  static double between(Moments a, Moments b) {
    double means = 0;
    for (int k = 0; k < a.dimension(); k++) {
      double difference = a.mean(k) - b.mean(k);
      means += difference * difference;
    }
    DMatrixRMaj factor = SymmetricEigen.factor(a.covariance()); // [d, rank]
    DMatrixRMaj right = new DMatrixRMaj(a.dimension(), factor.numCols);
    CommonOps_DDRM.mult(b.covariance(), factor, right);
    DMatrixRMaj product = new DMatrixRMaj(factor.numCols, factor.numCols);
    CommonOps_DDRM.multTransA(factor, right, product);
    double traces = CommonOps_DDRM.trace(a.covariance()) + CommonOps_DDRM.trace(b.covariance());
    return Math.max(0, means + traces - 2 * SymmetricEigen.traceOfRoot(product));
  }

  /**
   * The distance of as many points as there are, and the one extrapolated to infinitely many.
   *
   * @param plain the distance, with an interval for its expectation at this number of points
   * @param extrapolated the distance without the bias of the number of points; null without halves
   */
  record Both(Estimate plain, @Nullable Estimate extrapolated) {}

  /** The distance with an interval from halves of both sets. */
  static Estimate estimate(PointSet a, HalfSamples halvesOfA, PointSet b, HalfSamples halvesOfB) {
    return both(a, halvesOfA, b, halvesOfB).plain();
  }

  /**
   * Measures halves of both sets, too.
   *
   * <p>The distance of finite sets is too large by about c/n (Chong and Forsyth 2020, "Effectively
   * Unbiased FID and Inception Score and Where to Find Them"). Its mean over halves is too large by
   * 2c/n, so that the line through both reaches 1/n = 0 at twice the distance less that mean.
   *
   * <p>Its variance is x/n + y/n²: the second term matters where the sets are nearly equal. Halves
   * and quarters determine both.
   */
  static Both both(PointSet a, HalfSamples halvesOfA, PointSet b, HalfSamples halvesOfB) {
    PointSet.checkComparable(a, b);
    double[] distances = new double[halvesOfA.count() + 1];
    distances[0] = between(a, b);
    IntStream.range(1, distances.length)
        .parallel()
        .forEach(
            half ->
                distances[half] =
                    between(a.rows(halvesOfA.points(half)), b.rows(halvesOfB.points(half))));
    if (distances.length < 3) {
      return new Both(Estimate.of(distances[0]), null);
    }
    double ofHalf = HalfSamples.pairVariance(distances);
    double ofQuarter = quarterVariance(a, halvesOfA, b, halvesOfB);
    double second = Math.max(0, Math.min(ofHalf / 4, (ofQuarter - 2 * ofHalf) / 8));
    double error = Math.sqrt((ofHalf - 4 * second) / 2 + second);
    double mean = Arrays.stream(distances, 1, distances.length).average().orElseThrow();
    double limit = 2 * distances[0] - mean;
    double reach = Interval.DEVIATIONS * error;
    return new Both(
        Estimate.positive(distances[0], error),
        new Estimate(
            Math.max(0, limit),
            new Interval(Math.max(0, limit - reach), Math.max(0, limit + reach), Interval.LEVEL)));
  }

  /** The variance of the distance of a quarter of the points; 0 for very few points. */
  private static double quarterVariance(
      PointSet a, HalfSamples halvesOfA, PointSet b, HalfSamples halvesOfB) {
    if (Math.min(a.size(), b.size()) < LEAST_QUARTERED) {
      return 0;
    }
    int partitions = Math.min(PARTITIONS, halvesOfA.count());
    return IntStream.rangeClosed(1, partitions)
        .parallel()
        .mapToDouble(
            half -> {
              int[] ofA = halvesOfA.points(half);
              int[] ofB = halvesOfB.points(half);
              HalfSamples quartersOfA = HalfSamples.of(ofA.length, 2, half);
              HalfSamples quartersOfB = HalfSamples.of(ofB.length, 2, half);
              double[] distances = new double[3];
              for (int quarter = 1; quarter <= 2; quarter++) {
                distances[quarter] =
                    between(
                        a.rows(ofA).rows(quartersOfA.points(quarter)),
                        b.rows(ofB).rows(quartersOfB.points(quarter)));
              }
              return HalfSamples.pairVariance(distances);
            })
        .average()
        .orElseThrow();
  }
}
