package dev.wgan.train.evaluate;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Principal directions from the products of points with each other instead of those of dimensions:
 * for fewer points than dimensions.
 *
 * <p>Thread-safe: there is no state. O(n² d + n³) time.
 */
final class DualPca {
  private DualPca() {}

  /**
   * A factor F of the covariance of the points, [d, components] or as many as the points span,
   * greatest first; F Fᵀ is the covariance if all are kept.
   *
   * <p>If u is a unit eigenvector of X Xᵀ / (n - 1), X being the centred points [n, d], then Xᵀ u /
   * sqrt(n - 1) is an eigenvector of the covariance, as long as the root of their common
   * eigenvalue.
   */
  static DMatrixRMaj factor(PointSet points, int components) {
    int n = points.size();
    int d = points.dimension();
    double[] mean = Moments.meanOf(points);
    DMatrixRMaj dual = SymmetricEigen.factor(products(points)); // [n, rank]: sqrt(eigenvalue) u
    int kept = Math.min(components, dual.numCols);
    DMatrixRMaj factor = new DMatrixRMaj(d, kept);
    float[] values = points.values();
    double[] direction = new double[d];
    for (int c = 0; c < kept; c++) {
      double squares = 0;
      for (int i = 0; i < n; i++) {
        squares += dual.get(i, c) * dual.get(i, c);
      }
      Arrays.fill(direction, 0);
      for (int i = 0; i < n; i++) {
        double weight = dual.get(i, c) / Math.sqrt(squares * (n - 1));
        for (int k = 0; k < d; k++) {
          direction[k] += weight * (values[i * d + k] - mean[k]);
        }
      }
      for (int k = 0; k < d; k++) {
        factor.set(k, c, direction[k]);
      }
    }
    return factor;
  }

  /**
   * X Xᵀ / (n - 1), from squared distances D: -½ (D - row means - column means + mean) / (n - 1)
   * (Torgerson 1952).
   */
  private static DMatrixRMaj products(PointSet points) {
    int n = points.size();
    DMatrixRMaj products = new DMatrixRMaj(n, n);
    DistanceBlocks.forEach(
        points,
        points,
        (row, first, squared, columns) -> {
          for (int j = 0; j < columns; j++) {
            products.set(row, first + j, squared[j]);
          }
        });
    double[] means = new double[n];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        means[i] += products.get(i, j) / n;
      }
      mean += means[i] / n;
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        products.set(i, j, -0.5 * (products.get(i, j) - means[i] - means[j] + mean) / (n - 1));
      }
    }
    return products;
  }
}
