package dev.wgan.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassHistogramTest {
  @Test
  void equalSharesDivergeByNothingAndOneClassByItsLogarithm() {
    int[] fair = IntStream.range(0, 100).map(i -> i % 10).toArray();
    assertThat(ClassHistogram.of(fair, 10).divergence()).isCloseTo(0, within(1e-12));
    assertThat(ClassHistogram.of(new int[50], 10).divergence())
        .isCloseTo(Math.log(10), within(1e-12));
  }

  /** Shares 1/2, 1/4, 1/4, 0 of four: KL = log 4 - 3/2 log 2 = log(2) / 2. */
  @Test
  void divergenceFollowsItsFormula() {
    ClassHistogram histogram = ClassHistogram.of(new int[] {0, 1, 0, 2}, 4);
    assertThat(histogram.shares()).containsExactly(0.5, 0.25, 0.25, 0);
    assertThat(histogram.divergence()).isCloseTo(Math.log(2) / 2, within(1e-12));
  }

  @Test
  void divergenceHasAnInterval() {
    int[] labels = IntStream.range(0, 1000).map(i -> i % 3 == 0 ? 0 : 1).toArray();
    Estimate estimate = ClassHistogram.of(labels, 2).divergence(Bootstrap.of(1));
    Interval interval = Objects.requireNonNull(estimate.interval());
    // By the delta method the deviation is |log(p / (1 - p))| sqrt(p (1 - p) / n) = .0103.
    assertThat(interval.high() - interval.low()).isBetween(0.034, 0.047);
    assertThat(interval.contains(estimate.value())).isTrue();
  }

  @Test
  void refusesLabelsOutsideTheirRange() {
    assertThatThrownBy(() -> ClassHistogram.of(new int[] {0, 3}, 3))
        .hasMessage("label 1 is 3: expected 0 to 2");
    assertThatThrownBy(() -> ClassHistogram.of(new int[0], 3))
        .hasMessage("0 labels of 3 classes: expected at least one of each");
  }
}
