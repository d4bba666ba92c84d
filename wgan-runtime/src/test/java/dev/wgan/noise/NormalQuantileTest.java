package dev.wgan.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalQuantileTest {
  /** The values printed in AS 241, section "test data"; the others from R's qnorm. */
  @ParameterizedTest
  @CsvSource({
    "0.25, -0.6744897501960817",
    "0.001, -3.090232306167814",
    "1e-20, -9.262340089798408",
    "0.5, 0",
    "0.975, 1.959963984540054",
    "0.925, 1.439531470938456"
  })
  void givesThePublishedQuantiles(double p, double expected) {
    assertThat(NormalQuantile.of(p)).isCloseTo(expected, within(4e-15));
  }

  @Test
  void isOdd() {
    for (double p = 0x1p-30; p < 0.5; p = p * 1.3 + 0x1p-33) {
      // 1 - p is exact for multiples of 2^-53, of which these are.
      double exact = Math.rint(p * 0x1p40) * 0x1p-40;
      assertThat(NormalQuantile.of(1 - exact)).isEqualTo(-NormalQuantile.of(exact));
    }
  }

  @Test
  void logarithmIsThatOfTheMathLibrary() {
    for (double x = 1e-300; x < 1e300; x *= 1.0137) {
      assertThat(NormalQuantile.log(x))
          .isCloseTo(StrictMath.log(x), within(4.5e-16 * Math.max(1, Math.abs(StrictMath.log(x)))));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN, Double.MIN_VALUE})
  void refusesWhatIsNoProbability(double p) {
    assertThatThrownBy(() -> NormalQuantile.of(p))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 0 < p < 1");
  }
}
