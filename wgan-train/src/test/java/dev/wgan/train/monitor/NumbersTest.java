package dev.wgan.train.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "2.5, 2.50",
    "-0.0123456, -0.0123",
    "123456, 123000",
    "0, 0.00",
    "12, 12.0",
    "1.5e-9, 1.5E-9",
    "1234567, 1.23E+6",
    "NaN, NaN",
    "-Infinity, -Infinity"
  })
  void threeDigitsCount(double value, String text) {
    assertThat(Numbers.rounded(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.30000000000000004 | 0.3
          0 | 0
          12000 | 12,000
          -0.05 | -0.05
          1e12 | 1E+12
          """)
  void ticksAreRound(double value, String text) {
    assertThat(Numbers.tick(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "59.6, 1 min 0 s",
    "3599, 59 min 59 s",
    "4980, 1 h 23 min",
    "NaN, unknown",
    "-1, unknown"
  })
  void durationsHaveTwoUnits(double seconds, String text) {
    assertThat(Numbers.duration(seconds)).isEqualTo(text);
  }
}
