package dev.wgan.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest {
  @Test
  void isTheSquaredShiftOfShiftedSets() {
    PointSet points = Gaussians.standard(500, 20, 1);
    assertThat(FrechetDistance.between(points, Gaussians.moved(points, 1, 3)))
        .isCloseTo(9, within(1e-5));
  }

  /** In one dimension: (m₁ - m₂)² + (s₁ - s₂)². */
  @Test
  void comparesMeansAndDeviationsOnTheLine() {
    PointSet points = PointSet.of(new float[] {-1, 1, -1, 1}, 1);
    double deviation = Math.sqrt(4 / 3.0);
    assertThat(FrechetDistance.between(points, Gaussians.moved(points, 3, 2)))
        .isCloseTo(4 + 4 * deviation * deviation, within(1e-9));
  }

  /** For 2 x 2 matrices, Tr (AB)^½ = sqrt(Tr AB + 2 sqrt(det AB)), commuting or not. */
  @Test
  void agreesWithTheClosedFormInThePlane() {
    PointSet a = Gaussians.moved(Gaussians.standard(50, 2, 2), 2, 0);
    PointSet b = Gaussians.standard(40, 2, 3);
    double[][] first = covariance(a);
    double[][] second = covariance(b);
    double trace = 0;
    double means = 0;
    for (int i = 0; i < 2; i++) {
      means += Math.pow(mean(a, i) - mean(b, i), 2);
      for (int j = 0; j < 2; j++) {
        trace += first[i][j] * second[j][i];
      }
    }
    double expected =
        means
            + first[0][0]
            + first[1][1]
            + second[0][0]
            + second[1][1]
            - 2 * Math.sqrt(trace + 2 * Math.sqrt(determinant(first) * determinant(second)));
    assertThat(FrechetDistance.between(a, b)).isCloseTo(expected, within(1e-9));
  }

  /** Points on lines along u and v: C = s² u uᵀ, and Tr (C₁C₂)^½ = s₁ s₂ |u·v|. */
  @Test
  void takesSingularCovariances() {
    float[] u = {0.6f, 0.8f, 0, 0, 0};
    float[] v = {0, 0.8f, 0.6f, 0, 0};
    PointSet a = line(u, 1);
    PointSet b = line(v, 2);
    double unit = covariance(PointSet.of(new float[] {-1, 0, 0, 0, 1, 0}, 2))[0][0];
    assertThat(FrechetDistance.between(a, b))
        .isCloseTo(unit * (1 + 4 - 2 * 1 * 2 * 0.64), within(1e-6));
    PointSet one = PointSet.of(new float[10], 5);
    assertThat(FrechetDistance.between(one, a)).isCloseTo(unit, within(1e-6));
    assertThat(FrechetDistance.between(a, one)).isCloseTo(unit, within(1e-6));
  }

  @Test
  void isNoughtForEqualSetsOfFewerPointsThanDimensions() {
    PointSet points = Gaussians.standard(30, 120, 4);
    assertThat(FrechetDistance.between(points, points)).isCloseTo(0, within(1e-5));
  }

  @Test
  void intervalsComeFromHalves() {
    PointSet a = Gaussians.standard(1000, 8, 5);
    PointSet b = Gaussians.moved(Gaussians.standard(1000, 8, 6), 1, 1);
    Estimate estimate =
        FrechetDistance.estimate(a, HalfSamples.of(1000, 60, 7), b, HalfSamples.of(1000, 60, 8));
    assertThat(estimate.value()).isEqualTo(FrechetDistance.between(a, b));
    Interval interval = Objects.requireNonNull(estimate.interval());
    // The squared shift's part alone has deviation 2 sqrt(2 / 1000) = .09: 95 % is .35 wide.
    assertThat(interval.high() - interval.low()).isBetween(0.2, 0.6);
    assertThat(interval.contains(estimate.value())).isTrue();
  }

  @Test
  void refusesASinglePoint() {
    PointSet one = Gaussians.standard(1, 3, 9);
    assertThatThrownBy(() -> FrechetDistance.between(one, one))
        .hasMessage("1 points are too few for a covariance: expected at least 2");
  }

  private static PointSet line(float[] direction, float scale) {
    float[] values = new float[15];
    for (int k = 0; k < 5; k++) {
      values[k] = -scale * direction[k];
      values[10 + k] = scale * direction[k];
    }
    return PointSet.of(values, 5);
  }

  private static double mean(PointSet points, int k) {
    double sum = 0;
    for (int i = 0; i < points.size(); i++) {
      sum += points.get(i, k);
    }
    return sum / points.size();
  }

  private static double[][] covariance(PointSet points) {
    double[][] covariance = new double[2][2];
    for (int k = 0; k < 2; k++) {
      for (int l = 0; l < 2; l++) {
        for (int i = 0; i < points.size(); i++) {
          covariance[k][l] +=
              (points.get(i, k) - mean(points, k))
                  * (points.get(i, l) - mean(points, l))
                  / (points.size() - 1);
        }
      }
    }
    return covariance;
  }

  private static double determinant(double[][] m) {
    return m[0][0] * m[1][1] - m[0][1] * m[1][0];
  }
}
