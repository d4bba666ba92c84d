package dev.wgan.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNeighboursTest {
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "5, 300, 1", "517, 700, 7", "600, 257, 13", "3, 1030, 32"})
  void findsWhatSortingAllDistancesFinds(int n, int m, int d) {
    PointSet queries = Gaussians.standard(n, d, 1);
    PointSet points = Gaussians.standard(m, d, 2);
    int k = Math.min(4, m);
    NearestNeighbours found = NearestNeighbours.among(queries, points, k);
    for (int i = 0; i < n; i++) {
      List<Integer> sorted = sorted(queries, i, points);
      for (int rank = 0; rank < k; rank++) {
        assertThat(found.index(i, rank)).isEqualTo(sorted.get(rank));
        assertThat(found.distance(i, rank))
            .isCloseTo(
                Gaussians.distance(queries, i, points, sorted.get(rank)), within(2e-6 * (1 + d)));
      }
    }
  }

  @Test
  void leavesThePointItselfOutButNotItsCopies() {
    PointSet points = Gaussians.standard(700, 5, 3);
    NearestNeighbours alone = NearestNeighbours.within(points, 2);
    for (int i = 0; i < points.size(); i++) {
      List<Integer> sorted = sorted(points, i, points);
      assertThat(alone.index(i, 0)).isEqualTo(sorted.get(1));
      assertThat(alone.index(i, 1)).isEqualTo(sorted.get(2));
    }
    NearestNeighbours twice = NearestNeighbours.within(points.rows(0, 1, 1, 2, 0), 1);
    assertThat(twice.distances(0)).startsWith(0, 0, 0).endsWith(0);
    assertThat(twice.index(0, 0)).isEqualTo(4);
  }

  @Test
  void refusesFewerPointsThanNeighbours() {
    PointSet two = Gaussians.standard(2, 3, 4);
    assertThatThrownBy(() -> NearestNeighbours.within(two, 2))
        .hasMessage("2 points are too few for 2 neighbours within the set: expected at least 3");
    assertThatThrownBy(() -> NearestNeighbours.among(two, two, 0))
        .hasMessage("0 neighbours: expected at least 1");
  }

  private static List<Integer> sorted(PointSet queries, int query, PointSet points) {
    return IntStream.range(0, points.size())
        .boxed()
        .sorted(Comparator.comparingDouble(j -> Gaussians.distance(queries, query, points, j)))
        .toList();
  }
}
