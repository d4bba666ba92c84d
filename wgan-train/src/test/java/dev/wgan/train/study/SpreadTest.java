package dev.wgan.train.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.train.evaluate.Interval;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  @Test
  void isStudentsInterval() {
    Spread spread = Spread.of(INFINITE, 11, 12, 13);
    assertThat(spread.mean()).isEqualTo(12);
    // deviation 1, t of 2 degrees of freedom 4.303, three values
    double half = 4.303 / Math.sqrt(3);
    assertThat(interval(spread).low()).isCloseTo(12 - half, within(1e-9));
    assertThat(interval(spread).high()).isCloseTo(12 + half, within(1e-9));
    assertThat(spread.text()).isEqualTo("12 [9.52, 14.5]");
  }

  /** t of 29 degrees of freedom is 2.045; beyond the table it is the last one. */
  @Test
  void knowsManySeeds() {
    assertThat(half(30)).isCloseTo(2.045, within(1e-9));
    assertThat(half(12)).isCloseTo(2.201, within(1e-9));
    assertThat(half(100)).isCloseTo(2.042, within(1e-9));
  }

  /** Half of the interval of values with the standard error 1. */
  private static double half(int n) {
    double distance = Math.sqrt(n - 1.0);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = 1000 + (i % 2 == 0 ? distance : -distance);
    }
    Spread spread = Spread.of(INFINITE, values);
    double squares =
        Arrays.stream(values).map(v -> (v - spread.mean()) * (v - spread.mean())).sum();
    double error = Math.sqrt(squares / (n - 1) / n);
    return (interval(spread).high() - spread.mean()) / error;
  }

  @Test
  void isABareNumberForOneSeed() {
    assertThat(Spread.of(INFINITE, 63.14).text()).isEqualTo("63.1");
    assertThat(Spread.of(1, 0.7012).text()).isEqualTo("0.701");
    assertThat(Spread.of(25, 25).text()).isEqualTo("25");
    assertThat(Spread.of(INFINITE, Double.NaN, 1).text()).isEqualTo("–");
  }

  @Test
  void neverReachesValuesThatCannotBe() {
    assertThat(Spread.of(1, 0.1, 0.4, 0.9).text()).isEqualTo("0.467 [0, 1]");
    assertThat(Spread.of(INFINITE, 0, 0, 0.01).text()).isEqualTo("0.003 [0, 0.018]");
    assertThat(Spread.of(10, 10, 10, 10).text()).isEqualTo("10 [10, 10]");
  }

  /**
   * For shares about .8 with a deviation of .1, cut off at 1: of 1,000 intervals from three seeds
   * 950 hold the mean, with a deviation of 7.
   */
  @Test
  void holdsTheMeanAsOftenAsItSays() {
    Random random = new Random(1);
    int held = 0;
    for (int trial = 0; trial < 1000; trial++) {
      double[] shares = random.doubles(3).map(u -> 0.63 + 0.34 * u).toArray();
      held += interval(Spread.of(1, shares)).contains(0.8) ? 1 : 0;
    }
    assertThat(held).isBetween(920, 980);
  }

  private static Interval interval(Spread spread) {
    return Objects.requireNonNull(spread.interval());
  }
}
