package dev.wgan.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Intervals of 95 % hold the truth in about 95 % of simulations; the seeds are fixed. Of 100 trials
 * at 95 %, fewer than 86 would hold it with probability 1e-4.
 */
class IntervalCoverageTest {
  private static final int TRIALS = 100;

  private static FrechetDistance.Both frechet(int n, int d, float scale, float shift, int trial) {
    PointSet real = Gaussians.standard(n, d, 2L * trial + 1);
    PointSet other = Gaussians.moved(Gaussians.standard(n, d, 2L * trial + 2), scale, shift);
    return FrechetDistance.both(
        real, HalfSamples.of(n, 62, trial), other, HalfSamples.of(n, 62, trial + 1000L));
  }

  /**
   * Two Gaussians with a shift of s and a scale of c are at distance s² + d (1 - c)². The standard
   * error of the mean of 100 trials is a tenth of a deviation: five of them are allowed.
   */
  @ParameterizedTest
  @CsvSource({"12, 1, 0", "12, 1, 0.6", "12, 0.8, 1", "40, 1, 2"})
  void extrapolationFreesTheFrechetDistanceOfItsBias(int d, float scale, float shift) {
    int n = 250;
    double truth = shift * shift + d * (1 - scale) * (1 - scale);
    List<FrechetDistance.Both> all =
        IntStream.range(0, TRIALS).mapToObj(t -> frechet(n, d, scale, shift, t)).toList();
    double[] plain = values(all, FrechetDistance.Both::plain);
    double[] extrapolated = values(all, both -> Objects.requireNonNull(both.extrapolated()));
    double deviation = deviation(plain);
    // Equal distributions: negative estimates count as 0, which raises the mean a little.
    assertThat(mean(extrapolated)).isCloseTo(truth, within(0.7 * deviation));
    assertThat(mean(plain)).isGreaterThan(truth + 1.5 * deviation);
    assertThat(held(all, both -> Objects.requireNonNull(both.extrapolated()), truth))
        .isBetween(86, TRIALS);
    assertThat(held(all, FrechetDistance.Both::plain, mean(plain))).isBetween(86, TRIALS);
    assertWidth(all, FrechetDistance.Both::plain, 0.8, 1.4);
  }

  @ParameterizedTest
  @CsvSource({"5, 1", "5, 0.6", "3, 1.6"})
  void neighbourMetrics(int d, float scale) {
    int n = 200;
    List<NeighbourMetrics> all =
        IntStream.range(0, TRIALS)
            .mapToObj(
                t ->
                    NeighbourMetrics.between(
                        Manifold.of(Gaussians.standard(n, d, 2L * t), 5, 126, 2L * t),
                        Manifold.of(
                            Gaussians.moved(Gaussians.standard(n, d, 2L * t + 1), scale, 0),
                            5,
                            126,
                            2L * t + 1)))
            .toList();
    List<Function<NeighbourMetrics, Estimate>> metrics =
        List.of(
            NeighbourMetrics::precision,
            NeighbourMetrics::recall,
            NeighbourMetrics::density,
            NeighbourMetrics::coverage);
    for (Function<NeighbourMetrics, Estimate> metric : metrics) {
      assertThat(held(all, metric, mean(values(all, metric)))).isBetween(86, TRIALS);
    }
    assertWidth(all, NeighbourMetrics::density, 0.75, 1.25);
  }

  @Test
  void slicedWasserstein() {
    for (float scale : new float[] {1, 1.5f}) {
      List<Estimate> all =
          IntStream.range(0, TRIALS)
              .mapToObj(
                  t ->
                      SlicedWasserstein.estimate(
                          Gaussians.standard(200, 5, 2L * t),
                          HalfSamples.of(200, 62, t),
                          Gaussians.moved(Gaussians.standard(200, 5, 2L * t + 1), scale, 0),
                          HalfSamples.of(200, 62, t + 7L),
                          32,
                          1))
              .toList();
      assertThat(held(all, e -> e, mean(values(all, e -> e)))).isBetween(86, TRIALS);
    }
  }

  /** Labels with one class apart from the equal others; 190 of 200 are expected, 178 is 4.6e-4. */
  @ParameterizedTest
  @CsvSource({
    "10, 0.1, 1000",
    "10, 0.11, 1000",
    "10, 0.15, 1000",
    "10, 0.5, 300",
    "10, 0.9, 300",
    "2, 0.5, 300",
    "2, 0.3, 300",
    "3, 0.99, 300"
  })
  void classDivergence(int classes, double first, int n) {
    double rest = (1 - first) / (classes - 1);
    double truth = first * Math.log(first * classes) + (1 - first) * Math.log(rest * classes);
    int held = 0;
    for (int trial = 0; trial < 200; trial++) {
      Random random = new Random(trial);
      int[] labels = new int[n];
      Arrays.setAll(labels, i -> random.nextDouble() < first ? 0 : 1 + random.nextInt(classes - 1));
      Estimate estimate =
          ClassHistogram.of(labels, classes).divergence(new Bootstrap(400, 0.95, trial));
      Interval interval = interval(estimate);
      assertThat(interval.low()).isNotNegative();
      assertThat(interval.contains(estimate.value())).isTrue();
      held += interval.contains(truth) ? 1 : 0;
    }
    assertThat(held).isBetween(178, 200);
  }

  /** Exact: the probability of each count of successes is known. */
  @ParameterizedTest
  @CsvSource({"0.001, 2500", "0.01, 300", "0.3, 100", "0.956, 2500", "0.99, 100", "0.999, 2500"})
  void shares(double truth, int n) {
    double held = 0;
    for (int hits = 0; hits <= n; hits++) {
      if (interval(Estimate.share((double) hits / n, n)).contains(truth)) {
        held += ExactTail.binomial(hits, n, truth) - ExactTail.binomial(hits + 1, n, truth);
      }
    }
    assertThat(held).isBetween(0.91, 0.985);
  }

  @Test
  void nothingIsBelowNought() {
    assertThat(interval(Estimate.share(0, 50)).low()).isZero();
    assertThat(interval(Estimate.share(0, 50)).high()).isCloseTo(0.0714, within(1e-4));
    assertThat(interval(Estimate.share(1, 50)).high()).isEqualTo(1);
    double[] halves = {0.01, 0.5, 0.1, 0.2, 0.01};
    assertThat(interval(Estimate.ofHalves(halves)).low()).isNotNegative();
    assertThat(interval(Estimate.shareOfHalves(halves, 20)).low()).isNotNegative();
    assertThat(interval(Estimate.ofHalves(new double[] {0, 0, 0})).high()).isZero();
  }

  private static <T> double[] values(List<T> all, Function<T, Estimate> estimate) {
    return all.stream().mapToDouble(one -> estimate.apply(one).value()).toArray();
  }

  private static <T> int held(List<T> all, Function<T, Estimate> estimate, double truth) {
    // The mean of equal values may differ from them by rounding.
    return (int)
        all.stream()
            .map(estimate)
            .map(IntervalCoverageTest::interval)
            .filter(i -> i.low() - 1e-9 <= truth && truth <= i.high() + 1e-9)
            .count();
  }

  /** The mean width is that of 3.92 deviations, times a factor between the two bounds. */
  private static <T> void assertWidth(
      List<T> all, Function<T, Estimate> estimate, double least, double most) {
    double width =
        all.stream()
            .map(estimate)
            .map(IntervalCoverageTest::interval)
            .mapToDouble(i -> i.high() - i.low())
            .average()
            .orElseThrow();
    assertThat(width / (3.92 * deviation(values(all, estimate)))).isBetween(least, most);
  }

  private static Interval interval(Estimate estimate) {
    return Objects.requireNonNull(estimate.interval());
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }
}
