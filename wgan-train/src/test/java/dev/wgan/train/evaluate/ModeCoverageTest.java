package dev.wgan.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class ModeCoverageTest {
  private static final PointSet MODES = PointSet.of(new float[] {0, 0, 10, 0, 0, 10}, 2);

  @Test
  void countsSamplesWithinThreeDeviations() {
    PointSet samples =
        PointSet.of(new float[] {0, 0, 2.9f, 0, 3.1f, 0, 10, 2.9f, 5, 5, -3.1f, 10, 0, -3}, 2);
    ModeCoverage coverage = ModeCoverage.of(samples, MODES, 1, Bootstrap.of(1));
    assertThat(coverage.modes()).isEqualTo(3);
    assertThat(coverage.covered()).isEqualTo(2); // nothing within 3 of the third
    assertThat(coverage.highQuality().value()).isEqualTo(4 / 7.0);
  }

  /** 10,000 draws: five standard errors (.0010) are exceeded with probability 6e-7. */
  @Test
  void theMixtureItselfIsOfHighQuality() {
    float[] values = Gaussians.standard(10_000, 2, 2).toArray();
    for (int i = 0; i < 10_000; i++) {
      values[2 * i] += MODES.get(i % 3, 0);
      values[2 * i + 1] += MODES.get(i % 3, 1);
    }
    ModeCoverage coverage = ModeCoverage.of(PointSet.of(values, 2), MODES, 1, Bootstrap.of(3));
    assertThat(coverage.covered()).isEqualTo(3);
    assertThat(coverage.highQuality().value()).isCloseTo(1 - Math.exp(-4.5), within(0.0053));
  }

  /** Shares 1/2, 1/2, 0 of three modes: log 3 - log 2; the labels of bad samples count, too. */
  @Test
  void theReverseDivergenceComparesTheSharesOfTheModes() {
    PointSet two = PointSet.of(new float[] {0, 0, 9, 0, 10, 1, -4, 0}, 2);
    Estimate divergence =
        Objects.requireNonNull(ModeCoverage.of(two, MODES, 1, Bootstrap.of(1)).reverseDivergence());
    assertThat(divergence.value()).isCloseTo(Math.log(1.5), within(1e-12));
    PointSet one = PointSet.of(new float[60], 2);
    divergence =
        Objects.requireNonNull(ModeCoverage.of(one, MODES, 1, Bootstrap.of(1)).reverseDivergence());
    assertThat(divergence.value()).isCloseTo(Math.log(3), within(1e-12));
  }

  @Test
  void refusesADeviationOfNought() {
    assertThatThrownBy(() -> ModeCoverage.of(MODES, MODES, 0, Bootstrap.of(1)))
        .hasMessage("a mode's deviation is 0.0: expected above 0");
  }
}
