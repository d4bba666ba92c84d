package dev.wgan.train.evaluate;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The squared Fréchet (2-Wasserstein) distance between Gaussians fitted to two sets of points.
 *
 * <p>Thread-safe: there is no state. From Heusel et al. 2017, "GANs Trained by a Two Time-Scale
 * Update Rule Converge to a Local Nash Equilibrium", equation 6; with Inception's features it is
 * the FID. 0 or more; 0 for equal moments. It grows with fewer points (about as 1/n), so that only
 * values for equal numbers of points can be compared. O(n d² + d³) time.
 */
public final class FrechetDistance {
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

  /** The distance with an interval from halves of both sets. */
  static Estimate estimate(PointSet a, HalfSamples halvesOfA, PointSet b, HalfSamples halvesOfB) {
    PointSet.checkComparable(a, b);
    double[] distances = new double[halvesOfA.count() + 1];
    distances[0] = between(a, b);
    IntStream.range(1, distances.length)
        .parallel()
        .forEach(
            half ->
                distances[half] =
                    between(a.rows(halvesOfA.points(half)), b.rows(halvesOfB.points(half))));
    return Estimate.ofHalves(distances, 0, Double.POSITIVE_INFINITY);
  }
}
