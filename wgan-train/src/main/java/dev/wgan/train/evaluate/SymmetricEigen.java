package dev.wgan.train.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * The eigenvalues of a positive semidefinite matrix, and the factor that its eigenvectors give.
 *
 * <p>The QR iteration of EJML fails for some matrices of mostly equal rows, such as the covariance
 * of images that are black but for a few pixels. Their singular value decomposition is the same
 * one, and takes longer.
 */
final class SymmetricEigen {
  private final double[] values;
  private final DMatrixRMaj vectors; // in columns; empty if they were not wanted

  private SymmetricEigen(double[] values, DMatrixRMaj vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  /**
   * A factor F with F Fᵀ = M, [d, rank]: scaled eigenvectors of all eigenvalues that rounding does
   * not account for, greatest first.
   */
  static DMatrixRMaj factor(DMatrixRMaj matrix) {
    SymmetricEigen eigen = decompose(matrix, true);
    double least = eigen.rounding();
    int[] kept =
        IntStream.range(0, eigen.values.length)
            .filter(i -> eigen.values[i] > least)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -eigen.values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int d = matrix.numRows;
    DMatrixRMaj factor = new DMatrixRMaj(d, kept.length);
    for (int column = 0; column < kept.length; column++) {
      double scale = Math.sqrt(eigen.values[kept[column]]);
      for (int k = 0; k < d; k++) {
        factor.set(k, column, scale * eigen.vectors.get(k, kept[column]));
      }
    }
    return factor;
  }

  /** The trace of the square root of a matrix; rounding's eigenvalues count as 0. */
  static double traceOfRoot(DMatrixRMaj matrix) {
    SymmetricEigen eigen = decompose(matrix, false);
    double least = eigen.rounding();
    return Arrays.stream(eigen.values).filter(value -> value > least).map(Math::sqrt).sum();
  }

  private static SymmetricEigen decompose(DMatrixRMaj matrix, boolean vectors) {
    int d = matrix.numRows;
    if (d == 0) {
      return new SymmetricEigen(new double[0], new DMatrixRMaj(0, 0));
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, vectors, true);
    if (eigen.decompose(eigen.inputModified() ? matrix.copy() : matrix)) {
      DMatrixRMaj columns = new DMatrixRMaj(vectors ? d : 0, vectors ? d : 0);
      for (int column = 0; column < columns.numCols; column++) {
        DMatrixRMaj vector = eigen.getEigenVector(column);
        for (int k = 0; k < d; k++) {
          columns.set(k, column, vector.get(k));
        }
      }
      return new SymmetricEigen(
          IntStream.range(0, d).mapToDouble(i -> eigen.getEigenvalue(i).real).toArray(), columns);
    }
    SingularValueDecomposition_F64<DMatrixRMaj> singular =
        DecompositionFactory_DDRM.svd(d, d, vectors, false, false);
    if (!singular.decompose(singular.inputModified() ? matrix.copy() : matrix)) {
      throw new EvaluationException(
          "the eigenvalues of a %s x %s covariance did not converge: look for extreme values"
              .formatted(d, d));
    }
    return new SymmetricEigen(
        singular.getSingularValues(), vectors ? singular.getU(null, false) : new DMatrixRMaj(0, 0));
  }

  /** The greatest eigenvalue that rounding explains. */
  private double rounding() {
    return Arrays.stream(values).max().orElse(0) * values.length * Math.ulp(1.0);
  }
}
