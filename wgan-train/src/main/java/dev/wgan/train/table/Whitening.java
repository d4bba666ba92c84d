package dev.wgan.train.table;

import dev.wgan.train.data.DataException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The linear map by which a critic sees rows: their principal components, each with deviation 1, so
 * that a narrow direction, such as the difference of two columns that nearly determine each other,
 * counts as much as a wide one. Directions without any deviation are left out; those of a deviation
 * below .02 are enlarged fifty times only.
 *
 * <p>Immutable and thread-safe; the arrays are not copied and must not be changed.
 */
public final class Whitening {
  /** The largest number of values of a row. */
  private static final int MOST_VALUES = 4096;

  /** Products of pairs of values that are summed up; tables with more use some of their rows. */
  private static final double MOST_PRODUCTS = 8e9;

  private static final double CONSTANT = 1e-6;
  private static final double FLOOR = 0.02;

  private final int in;
  private final int out;
  private final float[] matrix; // [in, out]
  private final float[] centre; // [out]

  private Whitening(int in, int out, float[] matrix, float[] centre) {
    this.in = in;
    this.out = out;
    this.matrix = matrix;
    this.centre = centre;
  }

  static void requireWidth(int width) {
    if (width > MOST_VALUES) {
      throw new DataException(
          "the columns of the table take %s values a row: expected at most %s; give columns the type ignored in the schema"
              .formatted(width, MOST_VALUES));
    }
  }

  static Whitening of(TableDataset rows) {
    int in = rows.layout().width();
    requireWidth(in);
    double products = 0.5 * in * in;
    int most = (int) Math.max(4.0 * in, Math.min(Integer.MAX_VALUE, MOST_PRODUCTS / products));
    int n = Math.min(rows.size(), most);
    double[] mean = new double[in];
    DMatrixRMaj covariance = new DMatrixRMaj(in, in);
    moments(rows, n, mean, covariance.data);
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(in, true, true);
    if (!eigen.decompose(covariance)) {
      throw new DataException(
          "the covariance of the %s values of a row has no eigenvectors: expected finite scores"
              .formatted(in));
    }
    int[] kept =
        java.util.stream.IntStream.range(0, in)
            .filter(k -> eigen.getEigenvalue(k).real > CONSTANT)
            .toArray();
    if (kept.length == 0) {
      throw new DataException("all rows of the table are equal: expected rows that differ");
    }
    float[] matrix = new float[in * kept.length];
    float[] centre = new float[kept.length];
    for (int k = 0; k < kept.length; k++) {
      double deviation = Math.max(FLOOR, Math.sqrt(eigen.getEigenvalue(kept[k]).real));
      DMatrixRMaj vector = eigen.getEigenVector(kept[k]);
      double shift = 0;
      for (int i = 0; i < in; i++) {
        double weight = vector.get(i) / deviation;
        matrix[i * kept.length + k] = (float) weight;
        shift += weight * mean[i];
      }
      centre[k] = (float) shift;
    }
    return new Whitening(in, kept.length, matrix, centre);
  }

  /** Sums up means and covariances of rows at equal steps. */
  private static void moments(TableDataset rows, int n, double[] mean, double[] covariance) {
    int in = mean.length;
    float[] row = new float[in];
    for (int r = 0; r < n; r++) {
      rows.draw((int) ((long) r * rows.size() / n), r, row, 0);
      for (int i = 0; i < in; i++) {
        double value = row[i];
        mean[i] += value;
        if (value != 0) {
          for (int j = 0; j <= i; j++) {
            covariance[i * in + j] += value * row[j];
          }
        }
      }
    }
    for (int i = 0; i < in; i++) {
      mean[i] /= n;
    }
    for (int i = 0; i < in; i++) {
      for (int j = 0; j <= i; j++) {
        double value = covariance[i * in + j] / n - mean[i] * mean[j];
        covariance[i * in + j] = value;
        covariance[j * in + i] = value;
      }
    }
  }

  /**
   * Returns the number of values of a row.
   *
   * @return 1 or more
   */
  public int in() {
    return in;
  }

  /**
   * Returns the number of values that a critic sees.
   *
   * @return 1 or more, at most {@link #in}
   */
  public int out() {
    return out;
  }

  /**
   * Returns the matrix that a row is multiplied by, from the left.
   *
   * @return [in, out]
   */
  public float[] matrix() {
    return matrix;
  }

  /**
   * Returns the numbers that are subtracted afterwards.
   *
   * @return [out]
   */
  public float[] centre() {
    return centre;
  }
}
