package dev.wgan.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResamplingTest {
  @Test
  void halvesComeInComplementaryPairs() {
    HalfSamples halves = HalfSamples.of(11, 70, 1);
    assertThat(halves.points(0)).isEqualTo(IntStream.range(0, 11).toArray());
    for (int pair = 1; pair <= 70; pair += 2) {
      assertThat(halves.points(pair)).hasSize(5);
      int[] other = halves.points(pair + 1);
      assertThat(other).hasSize(6).doesNotContain(halves.points(pair));
    }
    assertThat(halves.points(1)).isNotEqualTo(halves.points(3));
  }

  /**
   * 95 % intervals for the mean of 100 normal values hold the true mean about 95 % of the time. Of
   * 400, fewer than 360 (90 %) or more than 395 would hold it with probability below 1e-4.
   */
  @Test
  void bootstrapIntervalsHoldTheTruthAsOftenAsTheySay() {
    int held = 0;
    for (int trial = 0; trial < 400; trial++) {
      PointSet values = Gaussians.standard(100, 1, trial);
      Estimate mean =
          new Bootstrap(200, 0.95, trial)
              .estimate(
                  100,
                  drawn -> Arrays.stream(drawn).mapToDouble(i -> values.get(i, 0)).sum() / 100);
      held += Objects.requireNonNull(mean.interval()).contains(0) ? 1 : 0;
    }
    assertThat(held).isBetween(360, 395);
  }

  /**
   * The same for a neighbour metric, about its mean over 200 pairs of sets. Half-sampling is
   * approximate here: between 88 % and 99 % is demanded.
   */
  @Test
  void halfSamplesIntervalsHoldTheTruthAsOftenAsTheySay() {
    int trials = 200;
    Estimate[] precisions = new Estimate[trials];
    Arrays.setAll(
        precisions,
        t ->
            NeighbourMetrics.between(
                    Manifold.of(Gaussians.standard(200, 5, 2L * t), 5, 126, 2L * t),
                    Manifold.of(Gaussians.standard(200, 5, 2L * t + 1), 5, 126, 2L * t + 1))
                .precision());
    double truth = Arrays.stream(precisions).mapToDouble(Estimate::value).average().orElseThrow();
    long held =
        Arrays.stream(precisions)
            .filter(p -> Objects.requireNonNull(p.interval()).contains(truth))
            .count();
    assertThat(held).isBetween(176L, 198L);
  }

  @Test
  void bootstrapRepeatsItself() {
    Bootstrap bootstrap = Bootstrap.of(5);
    Estimate once = bootstrap.estimate(50, drawn -> drawn[0]);
    assertThat(bootstrap.estimate(50, drawn -> drawn[0])).isEqualTo(once);
    assertThatThrownBy(() -> new Bootstrap(10, 0.95, 1))
        .hasMessageStartingWith("10 bootstrap replicates at level 0.95: expected 100 or more");
    assertThatThrownBy(() -> bootstrap.estimate(0, drawn -> 0))
        .hasMessage("no observations to draw from: expected at least 1");
  }
}
