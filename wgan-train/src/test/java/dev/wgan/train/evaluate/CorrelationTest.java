package dev.wgan.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CorrelationTest {
  @Test
  void monotoneRelationsCorrelateFully() {
    double[] x = {3, 1, 4, 1.5, 9, 2.6};
    double[] rising = Arrays.stream(x).map(Math::exp).toArray();
    double[] falling = Arrays.stream(x).map(v -> -v * v * v).toArray();
    assertThat(Correlation.spearman(x, rising)).isCloseTo(1, within(1e-12));
    assertThat(Correlation.spearman(x, falling)).isCloseTo(-1, within(1e-12));
  }

  /** The example of SciPy's spearmanr. */
  @Test
  void tiesShareTheirMeanRank() {
    assertThat(Correlation.ranks(new double[] {5, 6, 7, 8, 7})).containsExactly(1, 2, 3.5, 5, 3.5);
    double correlation =
        Correlation.spearman(new double[] {1, 2, 3, 4, 5}, new double[] {5, 6, 7, 8, 7});
    assertThat(correlation).isCloseTo(0.8207826816681233, within(1e-12));
  }

  /** For r = 0 the deviation is 1 / sqrt(n - 1); the interval is about four of it wide. */
  @Test
  void intervalOfNoRelationIsAboutNought() {
    PointSet noise = Gaussians.standard(400, 2, 1);
    double[] x = new double[400];
    double[] y = new double[400];
    Arrays.setAll(x, i -> noise.get(i, 0));
    Arrays.setAll(y, i -> noise.get(i, 1));
    Interval interval =
        Objects.requireNonNull(Correlation.spearman(x, y, Bootstrap.of(2)).interval());
    assertThat(interval.high() - interval.low()).isBetween(0.16, 0.24);
  }

  @Test
  void constantsAreNoEvidenceAndBadPairsAreRefused() {
    assertThat(Correlation.spearman(new double[] {1, 1, 1}, new double[] {1, 2, 3})).isZero();
    assertThatThrownBy(() -> Correlation.spearman(new double[2], new double[3]))
        .hasMessage("a correlation of 2 and 3 values: expected equally many, at least 2");
    assertThatThrownBy(
            () -> Correlation.spearman(new double[] {1, Double.NaN}, new double[] {1, 2}))
        .hasMessage("pair 1 of a correlation is (NaN, 2.0): expected finite numbers");
  }
}
