package dev.wgan.train.evaluate;

import dev.wgan.noise.Noise;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * A Gaussian fitted to a set of points, over all directions or only the principal ones: the
 * baseline that a generator has to beat.
 *
 * <p>Immutable and thread-safe. Fitting takes O(n d² + d³) time; a sample O(d components). Above
 * 1,024 dimensions the directions come from the first 1,500 points, and there are fewer than that.
 */
public final class FittedGaussian {
  /**
   * Beyond, the covariance's eigenvectors take minutes: {@link DualPca} finds the principal ones.
   */
  private static final int MAX_COVARIANCE = 1024;

  private static final int DUAL_POINTS = 1500;

  private final float[] mean;
  private final float[] factor; // [components, d]: scaled principal directions
  private final int components;

  private FittedGaussian(float[] mean, float[] factor, int components) {
    this.mean = mean;
    this.factor = factor;
    this.components = components;
  }

  /**
   * Fits the mean and the whole covariance.
   *
   * @param points at least two points
   * @return the Gaussian
   * @throws EvaluationException if there are too few points
   */
  public static FittedGaussian fit(PointSet points) {
    return fit(points, points.dimension());
  }

  /**
   * Fits the mean and the covariance's principal directions; the other directions are dropped.
   *
   * @param points at least two points
   * @param components how many directions at most, 1 or more; fewer where the points span fewer
   * @return the Gaussian
   * @throws EvaluationException if there are too few points or components
   */
  public static FittedGaussian fit(PointSet points, int components) {
    if (components < 1) {
      throw new EvaluationException(components + " components: expected at least 1");
    }
    int d = points.dimension();
    double[] mean = Moments.meanOf(points);
    DMatrixRMaj all = // [d, rank], greatest first
        d <= MAX_COVARIANCE
            ? SymmetricEigen.factor(Moments.of(points).covariance())
            : DualPca.factor(points.first(DUAL_POINTS), components);
    int kept = Math.min(components, all.numCols);
    float[] means = new float[d];
    float[] factor = new float[kept * d];
    for (int k = 0; k < d; k++) {
      means[k] = (float) mean[k];
      for (int c = 0; c < kept; c++) {
        factor[c * d + k] = (float) all.get(k, c);
      }
    }
    return new FittedGaussian(means, factor, kept);
  }

  /**
   * Draws samples; sample i of a given seed does not depend on the number drawn.
   *
   * @param n how many, 0 or more
   * @param seed any seed
   * @return the samples, which may lie outside the points' range
   */
  public PointSet sample(int n, long seed) {
    int d = mean.length;
    float[] normal = new float[n * Math.max(1, components)];
    if (components > 0) {
      Noise.normal(seed, 0, n, components, normal);
    }
    float[] values = new float[Math.multiplyExact(n, d)];
    IntStream.range(0, n).parallel().forEach(i -> fill(normal, i, values));
    return PointSet.of(values, d);
  }

  /** Sets the values of sample i: mean + factorᵀ z. */
  private void fill(float[] normal, int i, float[] values) {
    int d = mean.length;
    float[] sums = mean.clone();
    for (int c = 0; c < components; c++) {
      float z = normal[i * components + c];
      int at = c * d;
      for (int k = 0; k < d; k++) {
        sums[k] = Math.fma(z, factor[at + k], sums[k]);
      }
    }
    System.arraycopy(sums, 0, values, i * d, d);
  }

  /**
   * Returns how many directions have a spread.
   *
   * @return 0 (all points are equal) to their dimension
   */
  public int components() {
    return components;
  }
}
