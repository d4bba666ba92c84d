package dev.wgan.train.table;

import dev.wgan.train.data.DataException;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Correlations of scores.
 *
 * <p>Thread-safe: there is no state.
 */
final class ScoreMatrix {
  /** A summand of the diagonal, so that columns that determine each other have a factor. */
  private static final double RIDGE = 1e-4;

  private ScoreMatrix() {}

  /** The correlations of columns, [columns, columns]; those of a constant column are 0. */
  static DMatrixRMaj correlations(List<double[]> columns) {
    int n = columns.size();
    DMatrixRMaj matrix = new DMatrixRMaj(n, n);
    double[] means = new double[n];
    double[] deviations = new double[n];
    for (int c = 0; c < n; c++) {
      for (double value : columns.get(c)) {
        means[c] += value / columns.get(c).length;
      }
      for (double value : columns.get(c)) {
        deviations[c] += (value - means[c]) * (value - means[c]);
      }
      deviations[c] = Math.sqrt(deviations[c]);
    }
    for (int a = 0; a < n; a++) {
      matrix.set(a, a, 1);
      for (int b = 0; b < a; b++) {
        double product = 0;
        for (int r = 0; r < columns.get(a).length; r++) {
          product += (columns.get(a)[r] - means[a]) * (columns.get(b)[r] - means[b]);
        }
        double scale = deviations[a] * deviations[b];
        double correlation = scale > 0 ? product / scale : 0;
        matrix.set(a, b, correlation);
        matrix.set(b, a, correlation);
      }
    }
    return matrix;
  }

  /** The lower Cholesky factor of correlations, [columns, columns]. */
  static double[][] cholesky(List<double[]> columns) {
    DMatrixRMaj matrix = correlations(columns);
    int n = matrix.getNumRows();
    for (int k = 0; k < n; k++) {
      matrix.add(k, k, RIDGE);
    }
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(n, true);
    if (!cholesky.decompose(matrix)) {
      throw new DataException(
          "the correlations of the %s columns have no Cholesky factor: expected finite scores"
              .formatted(n));
    }
    DMatrixRMaj lower = cholesky.getT(null);
    double[][] factor = new double[n][n];
    for (int r = 0; r < n; r++) {
      for (int c = 0; c <= r; c++) {
        factor[r][c] = lower.get(r, c);
      }
    }
    return factor;
  }

  /** The first principal score of each row, 0 if there are no columns. */
  static double[] principal(List<double[]> columns, int rows) {
    double[] scores = new double[rows];
    if (columns.isEmpty()) {
      return scores;
    }
    DMatrixRMaj matrix = correlations(columns);
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(columns.size(), true, true);
    if (!eigen.decompose(matrix)) {
      throw new DataException(
          "the correlations of the %s columns have no eigenvectors: expected finite scores"
              .formatted(columns.size()));
    }
    int first = 0;
    for (int k = 1; k < columns.size(); k++) {
      first = eigen.getEigenvalue(k).real > eigen.getEigenvalue(first).real ? k : first;
    }
    DMatrixRMaj vector = eigen.getEigenVector(first);
    for (int c = 0; c < columns.size(); c++) {
      for (int r = 0; r < rows; r++) {
        scores[r] += vector.get(c) * columns.get(c)[r];
      }
    }
    return scores;
  }
}
