package dev.wgan.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.SpecializedOps_DDRM;
import org.junit.jupiter.api.Test;

class FittedGaussianTest {
  /** Three dimensions, correlated: (x, 2x + y / 2, z) + (5, 0, 0). */
  private static PointSet data() {
    float[] values = Gaussians.standard(2000, 3, 1).toArray();
    for (int i = 0; i < values.length; i += 3) {
      values[i + 1] = 2 * values[i] + values[i + 1] / 2;
      values[i] += 5;
    }
    return PointSet.of(values, 3);
  }

  /** Moments of 20,000 samples; five standard errors are exceeded with probability 6e-7 each. */
  @Test
  void samplesHaveTheMomentsOfTheData() {
    Moments data = Moments.of(data());
    Moments samples = Moments.of(FittedGaussian.fit(data()).sample(20_000, 2));
    for (int i = 0; i < 3; i++) {
      double variance = data.covariance().get(i, i);
      assertThat(samples.mean(i)).isCloseTo(data.mean(i), within(5 * Math.sqrt(variance / 20_000)));
      for (int j = 0; j < 3; j++) {
        double other = data.covariance().get(j, j);
        double covariance = data.covariance().get(i, j);
        double error = Math.sqrt((variance * other + covariance * covariance) / 20_000);
        assertThat(samples.covariance().get(i, j)).isCloseTo(covariance, within(5 * error));
      }
    }
  }

  @Test
  void principalComponentsKeepTheGreatestVariance() {
    FittedGaussian gaussian = FittedGaussian.fit(data(), 1);
    assertThat(gaussian.components()).isEqualTo(1);
    Moments samples = Moments.of(gaussian.sample(2000, 3));
    // The direction is about (1, 2, 0): no spread along z, x and y wholly dependent.
    double xx = samples.covariance().get(0, 0);
    double yy = samples.covariance().get(1, 1);
    double xy = samples.covariance().get(0, 1);
    assertThat(samples.covariance().get(2, 2)).isCloseTo(0, within(0.01));
    assertThat(xy * xy / (xx * yy)).isCloseTo(1, within(1e-6));
    assertThat(xx + yy).isBetween(4.5, 6.0);
  }

  /** The same factor up to signs: F Fᵀ is the covariance either way. */
  @Test
  void productsOfPointsGiveTheSameDirectionsAsThoseOfDimensions() {
    PointSet few = Gaussians.moved(Gaussians.standard(12, 30, 7), 2, 1);
    DMatrixRMaj dual = DualPca.factor(few, few.size());
    assertThat(dual.numCols).isEqualTo(11);
    DMatrixRMaj covariance = new DMatrixRMaj(30, 30);
    CommonOps_DDRM.multTransB(dual, dual, covariance);
    DMatrixRMaj expected = Moments.of(few).covariance();
    assertThat(SpecializedOps_DDRM.diffNormF(covariance, expected))
        .isLessThan(1e-5 * NormOps_DDRM.normF(expected));
    FittedGaussian wide = FittedGaussian.fit(Gaussians.standard(20, 1100, 8), 5);
    assertThat(wide.components()).isEqualTo(5);
    assertThat(wide.sample(2, 9).dimension()).isEqualTo(1100);
  }

  @Test
  void samplesAreAddressable() {
    FittedGaussian gaussian = FittedGaussian.fit(data());
    assertThat(gaussian.sample(3, 4).toArray())
        .isEqualTo(gaussian.sample(10, 4).first(3).toArray())
        .isNotEqualTo(gaussian.sample(3, 5).toArray());
  }

  @Test
  void equalPointsGiveTheirValue() {
    FittedGaussian gaussian = FittedGaussian.fit(PointSet.of(new float[] {1, 2, 1, 2}, 2));
    assertThat(gaussian.components()).isZero();
    assertThat(gaussian.sample(2, 6).toArray()).containsExactly(1, 2, 1, 2);
    assertThatThrownBy(() -> FittedGaussian.fit(data(), 0))
        .hasMessage("0 components: expected at least 1");
  }
}
