package dev.wgan.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighbourMetricsTest {
  @Test
  void followsTheDefinitions() {
    PointSet real = Gaussians.standard(60, 3, 1);
    PointSet generated = Gaussians.moved(Gaussians.standard(80, 3, 2), 1.2f, 0.7f);
    int k = 3;
    NeighbourMetrics metrics = NeighbourMetrics.between(real, generated, k);
    assertThat(metrics.precision().value()).isEqualTo(shareWithin(generated, real, k));
    assertThat(metrics.recall().value()).isEqualTo(shareWithin(real, generated, k));
    double pairs = 0;
    double covered = 0;
    for (int i = 0; i < real.size(); i++) {
      int in = 0;
      for (int j = 0; j < generated.size(); j++) {
        in += Gaussians.distance(real, i, generated, j) <= radius(real, i, k) ? 1 : 0;
      }
      pairs += in;
      covered += in > 0 ? 1 : 0;
    }
    assertThat(metrics.density().value()).isCloseTo(pairs / k / generated.size(), within(1e-12));
    assertThat(metrics.coverage().value()).isEqualTo(covered / real.size());
  }

  @Test
  void halvesAreMeasuredAsIfTheyStoodAlone() {
    PointSet real = Gaussians.standard(200, 3, 3);
    PointSet generated = Gaussians.standard(300, 3, 4);
    Manifold realManifold = Manifold.of(real, 5, 2, 5);
    Manifold manifold = Manifold.of(generated, 5, 2, 6);
    NeighbourMetrics withHalves = NeighbourMetrics.between(realManifold, manifold);
    double[] precisions = new double[3];
    for (int half = 0; half < 3; half++) {
      precisions[half] =
          NeighbourMetrics.between(
                  real.rows(realManifold.halves().points(half)),
                  generated.rows(manifold.halves().points(half)),
                  5)
              .precision()
              .value();
    }
    assertThat(withHalves.precision()).isEqualTo(Estimate.shareOfHalves(precisions, 300));
  }

  @Test
  void equalSetsMatchWhollyAndDistantOnesNot() {
    PointSet points = Gaussians.standard(300, 10, 7);
    assertThat(values(NeighbourMetrics.between(points, points, 5))).startsWith(1, 1).endsWith(1);
    PointSet distant = Gaussians.moved(points, 1, 100);
    assertThat(values(NeighbourMetrics.between(points, distant, 5))).containsExactly(0, 0, 0, 0);
  }

  /** A generator that has collapsed onto real points: what it makes is good, and little. */
  @Test
  void collapseKeepsPrecisionAndLosesRecall() {
    PointSet real = Gaussians.standard(400, 10, 8);
    PointSet collapsed = real.rows(IntStream.range(0, 400).map(i -> i % 4).toArray());
    NeighbourMetrics metrics = NeighbourMetrics.between(real, collapsed, 5);
    assertThat(metrics.precision().value()).isEqualTo(1);
    assertThat(metrics.recall().value()).isEqualTo(4 / 400.0);
    assertThat(metrics.coverage().value()).isLessThan(0.2);
  }

  /**
   * For two sets of one distribution, whatever it is, E density = 1 and E coverage = 1 - (n - 1)
   * ... (n - k) / ((n + m - 1) ... (n + m - k)) (Naeem et al. 2020, lemmas 1 and 2). The standard
   * errors over 20 pairs were measured as .006 and .0012; five of them are exceeded with
   * probability 6e-7 each.
   */
  @Test
  void densityAndCoverageOfOneDistributionAreAsProven() {
    int n = 500;
    int k = 5;
    double density = 0;
    double coverage = 0;
    int pairs = 20;
    for (int pair = 0; pair < pairs; pair++) {
      NeighbourMetrics metrics =
          NeighbourMetrics.between(
              Gaussians.standard(n, 5, 100 + pair), Gaussians.standard(n, 5, 200 + pair), k);
      density += metrics.density().value() / pairs;
      coverage += metrics.coverage().value() / pairs;
    }
    double missed = 1;
    for (int i = 1; i <= k; i++) {
      missed *= (double) (n - i) / (2 * n - i);
    }
    assertThat(density).isCloseTo(1, within(5 * 0.006));
    assertThat(coverage).isCloseTo(1 - missed, within(5 * 0.0012));
  }

  /** The published figures for two identical Gaussians (Naeem et al. 2020, section 3.3). */
  @Test
  void agreesWithThePublishedFigures() {
    NeighbourMetrics metrics =
        NeighbourMetrics.between(
            Gaussians.standard(10_000, 1000, 9), Gaussians.standard(10_000, 1000, 10), 5);
    assertThat(metrics.precision().value()).isCloseTo(0.477, within(0.03));
    assertThat(metrics.recall().value()).isCloseTo(0.471, within(0.03));
    assertThat(metrics.density().value()).isCloseTo(1.06, within(0.1));
    assertThat(metrics.coverage().value()).isCloseTo(0.97, within(0.01));
  }

  @Test
  void refusesSetsTooSmallForTheirBalls() {
    PointSet few = Gaussians.standard(11, 2, 11);
    assertThatThrownBy(() -> NeighbourMetrics.between(few, few, 5))
        .hasMessage(
            "11 points are too few for balls of 5 neighbours and their halves: expected at least 12");
  }

  private static double[] values(NeighbourMetrics metrics) {
    return new double[] {
      metrics.precision().value(),
      metrics.recall().value(),
      metrics.density().value(),
      metrics.coverage().value()
    };
  }

  private static double shareWithin(PointSet points, PointSet centres, int k) {
    double inside = 0;
    for (int i = 0; i < points.size(); i++) {
      int point = i;
      inside +=
          IntStream.range(0, centres.size())
                  .anyMatch(
                      c -> Gaussians.distance(centres, c, points, point) <= radius(centres, c, k))
              ? 1
              : 0;
    }
    return inside / points.size();
  }

  private static double radius(PointSet points, int i, int k) {
    return IntStream.range(0, points.size())
        .filter(j -> j != i)
        .mapToDouble(j -> Gaussians.distance(points, i, points, j))
        .sorted()
        .toArray()[k - 1];
  }
}
