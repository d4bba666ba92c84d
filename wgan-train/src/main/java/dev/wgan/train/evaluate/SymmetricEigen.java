package dev.wgan.train.evaluate;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Eigenvalues and eigenvectors of positive semidefinite matrices. */
final class SymmetricEigen {
  private SymmetricEigen() {}

  /**
   * A factor F with F Fᵀ = M, [d, rank]: scaled eigenvectors of all eigenvalues that rounding does
   * not account for, greatest first.
   */
  static DMatrixRMaj factor(DMatrixRMaj matrix) {
    int d = matrix.numRows;
    EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(matrix, true);
    double least = tolerance(eigen, d);
    int[] kept =
        IntStream.range(0, d)
            .filter(i -> eigen.getEigenvalue(i).real > least)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).real))
            .mapToInt(Integer::intValue)
            .toArray();
    DMatrixRMaj factor = new DMatrixRMaj(d, kept.length);
    for (int column = 0; column < kept.length; column++) {
      double scale = Math.sqrt(eigen.getEigenvalue(kept[column]).real);
      DMatrixRMaj vector = eigen.getEigenVector(kept[column]);
      for (int k = 0; k < d; k++) {
        factor.set(k, column, scale * vector.get(k));
      }
    }
    return factor;
  }

  /** The trace of the square root of a matrix; rounding's eigenvalues count as 0. */
  static double traceOfRoot(DMatrixRMaj matrix) {
    int d = matrix.numRows;
    if (d == 0) {
      return 0;
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(matrix, false);
    double least = tolerance(eigen, d);
    double sum = 0;
    for (int i = 0; i < d; i++) {
      double value = eigen.getEigenvalue(i).real;
      sum += value > least ? Math.sqrt(value) : 0;
    }
    return sum;
  }

  private static EigenDecomposition_F64<DMatrixRMaj> decompose(
      DMatrixRMaj matrix, boolean vectors) {
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(matrix.numRows, vectors, true);
    DMatrixRMaj input = eigen.inputModified() ? matrix.copy() : matrix;
    if (!eigen.decompose(input)) {
      throw new EvaluationException(
          "the eigenvalues of a %s x %s covariance did not converge: look for extreme values"
              .formatted(matrix.numRows, matrix.numRows));
    }
    return eigen;
  }

  private static double tolerance(EigenDecomposition_F64<DMatrixRMaj> eigen, int d) {
    double greatest = 0;
    for (int i = 0; i < d; i++) {
      greatest = Math.max(greatest, eigen.getEigenvalue(i).real);
    }
    return greatest * d * Math.ulp(1.0);
  }
}
