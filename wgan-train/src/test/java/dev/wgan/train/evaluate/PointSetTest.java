package dev.wgan.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PointSetTest {
  private static final PointSet THREE = PointSet.of(new float[] {1, 2, 3, 4, 5, 6}, 2);

  @Test
  void givesRowsInTheOrderAskedFor() {
    assertThat(THREE.rows(2, 0, 2).toArray()).containsExactly(5, 6, 1, 2, 5, 6);
    assertThat(THREE.slice(1, 3).toArray()).containsExactly(3, 4, 5, 6);
    assertThat(THREE.first(1).row(0)).containsExactly(1, 2);
    assertThat(THREE.first(9)).isSameAs(THREE);
  }

  @Test
  void refusesWhatAreNoPoints() {
    assertThatThrownBy(() -> PointSet.of(new float[5], 2))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "5 values are not points of dimension 2: expected a multiple of a positive dimension");
    assertThatThrownBy(() -> PointSet.of(new float[] {0, 0, 0, Float.NaN}, 2))
        .hasMessage("value 1 of point 1 is NaN: expected finite numbers only");
    assertThatThrownBy(() -> PointSet.checkComparable(THREE, PointSet.of(new float[3], 3)))
        .hasMessage("points of dimension 2 cannot be compared with points of dimension 3");
  }

  /** Squares of such values are infinite as floats, and so are their distances. */
  @Test
  void refusesValuesWhoseDistancesOverflow() {
    for (float extreme : new float[] {0x1p100f, -0x1p60f}) {
      float[] values = new float[40];
      values[7] = extreme;
      assertThatThrownBy(() -> PointSet.of(values, 1))
          .isInstanceOf(EvaluationException.class)
          .hasMessageContaining("a value is " + extreme);
    }
  }
}
