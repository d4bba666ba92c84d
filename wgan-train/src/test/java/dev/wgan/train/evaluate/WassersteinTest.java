package dev.wgan.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WassersteinTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7})
  void exactDistanceIsTheLeastOverAllPermutations(int n) {
    for (long seed = 0; seed < 10; seed++) {
      PointSet a = Gaussians.standard(n, 3, 2 * seed);
      PointSet b = Gaussians.standard(n, 3, 2 * seed + 1);
      assertThat(ExactWasserstein.between(a, b))
          .isCloseTo(least(a, b, new boolean[n], 0) / n, within(1e-5));
    }
  }

  @Test
  void exactAndSlicedDistancesOnTheLineCompareSortedPoints() {
    PointSet a = Gaussians.standard(500, 1, 1);
    PointSet b = Gaussians.moved(Gaussians.standard(500, 1, 2), 2, 1);
    float[] x = a.toArray();
    float[] y = b.toArray();
    Arrays.sort(x);
    Arrays.sort(y);
    double expected = 0;
    for (int i = 0; i < x.length; i++) {
      expected += Math.abs(x[i] - y[i]) / x.length;
    }
    assertThat(ExactWasserstein.between(a, b)).isCloseTo(expected, within(1e-5));
    assertThat(SlicedWasserstein.between(a, b, 1, 3)).isCloseTo(expected, within(1e-5));
  }

  /** No plan moves a set onto its own shift by less than the shift. */
  @Test
  void exactDistanceOfAShiftIsTheShift() {
    PointSet points = Gaussians.standard(300, 4, 4);
    assertThat(ExactWasserstein.between(points, Gaussians.moved(points, 1, 2.5f)))
        .isCloseTo(2.5, within(1e-5));
    assertThat(ExactWasserstein.between(points, points)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 200})
  void pricesProveTheAssignmentIsTheCheapest(int n) {
    SplittableRandom random = new SplittableRandom(n);
    double[][] costs = new double[n][n];
    for (double[] row : costs) {
      Arrays.setAll(row, j -> random.nextInt(20)); // many ties
    }
    Assignment assignment = Assignment.of(costs);
    boolean[] taken = new boolean[n];
    for (int row = 0; row < n; row++) {
      taken[assignment.column(row)] = true;
      for (int column = 0; column < n; column++) {
        assertThat(costs[row][column] - assignment.price(row) - assignment.columnPrice(column))
            .isGreaterThanOrEqualTo(-1e-9);
      }
    }
    assertThat(taken).containsOnly(true);
  }

  /** The mean of |θ·s| over unit θ is |s| Γ(d/2) / (sqrt(π) Γ((d+1)/2)): for d = 3, |s| / 2. */
  @Test
  void slicedDistanceOfAShiftIsTheMeanOfItsProjections() {
    PointSet points = Gaussians.standard(50, 3, 5);
    // |θ·s| is uniform on [0, |s|]: the standard error over 10,000 directions is .003 |s|, five
    // of them are exceeded with probability 6e-7.
    assertThat(SlicedWasserstein.between(points, Gaussians.moved(points, 1, 2), 10_000, 6))
        .isCloseTo(1, within(0.03));
    assertThat(SlicedWasserstein.between(points, points, 10, 7)).isZero();
  }

  @Test
  void unequalSizesAreComparedByTheirQuantiles() {
    float[] a = {0, 1, 5};
    float[] b = {2, 3};
    // Everything repeated up to six points: 0 0 1 1 5 5 against 2 2 2 3 3 3.
    double expected = (2 + 2 + 1 + 2 + 2 + 2) / 6.0;
    assertThat(SlicedWasserstein.betweenSorted(a, b)).isCloseTo(expected, within(1e-12));
    assertThat(SlicedWasserstein.betweenSorted(b, a)).isCloseTo(expected, within(1e-12));
    PointSet points = Gaussians.standard(30, 2, 8);
    PointSet doubled = PointSet.of(concat(points.toArray(), points.toArray()), 2);
    assertThat(SlicedWasserstein.between(points, doubled, 20, 9)).isCloseTo(0, within(1e-9));
  }

  @Test
  void slicedDistanceDependsOnItsSeedAlone() {
    PointSet a = Gaussians.standard(200, 6, 10);
    PointSet b = Gaussians.standard(300, 6, 11);
    double once = SlicedWasserstein.between(a, b, 32, 12);
    assertThat(SlicedWasserstein.between(a, b, 32, 12)).isEqualTo(once);
    assertThat(SlicedWasserstein.between(a, b, 32, 13)).isNotEqualTo(once);
  }

  @Test
  void exactDistanceRefusesUnequalAndHugeSets() {
    PointSet three = Gaussians.standard(3, 1, 14);
    assertThatThrownBy(() -> ExactWasserstein.between(three, three.first(2)))
        .hasMessageStartingWith("an exact Wasserstein distance between 3 and 2 points: expected");
    PointSet many = Gaussians.standard(2001, 1, 15);
    assertThatThrownBy(() -> ExactWasserstein.between(many, many))
        .hasMessageContaining("two equal sizes of 1 to 2000");
  }

  private static double least(PointSet a, PointSet b, boolean[] taken, int row) {
    if (row == a.size()) {
      return 0;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < taken.length; j++) {
      if (!taken[j]) {
        taken[j] = true;
        least = Math.min(least, Gaussians.distance(a, row, b, j) + least(a, b, taken, row + 1));
        taken[j] = false;
      }
    }
    return least;
  }

  private static float[] concat(float[] a, float[] b) {
    float[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
