package dev.wgan.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
  private static final int D = 784;

  /** The covariance of images that are black but for one pixel. */
  private static DMatrixRMaj covarianceOfSparseImages() {
    int n = 110;
    Random random = new Random(3);
    double[][] images = new double[n][D];
    double[] mean = new double[D];
    for (int i = 0; i < n; i++) {
      Arrays.fill(images[i], -1);
      images[i][random.nextInt(D)] = -1 + 2 * (1 + i) / 255.0;
      for (int k = 0; k < D; k++) {
        mean[k] += images[i][k] / n;
      }
    }
    DMatrixRMaj covariance = new DMatrixRMaj(D, D);
    for (double[] image : images) {
      for (int k = 0; k < D; k++) {
        for (int l = 0; l < D; l++) {
          covariance.add(k, l, (image[k] - mean[k]) * (image[l] - mean[l]) / (n - 1));
        }
      }
    }
    double least = 1e-18 * CommonOps_DDRM.elementMaxAbs(covariance);
    for (int k = 0; k < D * D; k++) {
      if (Math.abs(covariance.get(k)) < least) {
        covariance.set(k, 0);
      }
    }
    return covariance;
  }

  @Test
  void factorsMatricesForWhichTheQrIterationFails() {
    DMatrixRMaj covariance = covarianceOfSparseImages();
    assertThat(DecompositionFactory_DDRM.eig(D, true, true).decompose(covariance.copy()))
        .as("EJML decomposes this matrix: look for another one")
        .isFalse();
    DMatrixRMaj factor = SymmetricEigen.factor(covariance);
    assertThat(factor.numCols).isLessThan(110);
    DMatrixRMaj difference = covariance.copy();
    CommonOps_DDRM.multAddTransB(-1, factor, factor, difference);
    assertThat(NormOps_DDRM.normF(difference)).isLessThan(1e-12);
  }

  @Test
  void bothWaysGiveTheTraceOfTheRoot() {
    DMatrixRMaj diagonal = CommonOps_DDRM.diag(4, 9, 0, 25);
    assertThat(SymmetricEigen.traceOfRoot(diagonal)).isCloseTo(10, within(1e-12));
    assertThat(SymmetricEigen.factor(diagonal).numCols).isEqualTo(3);
    assertThat(SymmetricEigen.traceOfRoot(new DMatrixRMaj(0, 0))).isZero();
  }
}
