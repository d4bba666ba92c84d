package dev.wgan.train.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void isStudentsInterval() {
    Spread spread = Spread.of(1, 2, 3);
    assertThat(spread.mean()).isEqualTo(2);
    // deviation 1, t of 2 degrees of freedom 4.303, three values
    assertThat(spread.halfWidth()).isCloseTo(4.303 / Math.sqrt(3), within(1e-9));
    assertThat(spread.text()).isEqualTo("2 ± 2.48");
  }

  @Test
  void isABareNumberForOneSeed() {
    assertThat(Spread.of(63.14).text()).isEqualTo("63.1");
    assertThat(Spread.of(0.7012).text()).isEqualTo("0.701");
    assertThat(Spread.of(25).text()).isEqualTo("25");
  }
}
