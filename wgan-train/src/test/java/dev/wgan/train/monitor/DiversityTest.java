package dev.wgan.train.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.noise.Noise;
import dev.wgan.train.config.TrainingException;
import org.junit.jupiter.api.Test;

class DiversityTest {
  @Test
  void isTheMeanOverAllPairs() {
    float[] triangle = {0, 0, 3, 4, 3, 0}; // sides 5, 3 and 4
    assertThat(Diversity.meanDistance(triangle, 2)).isEqualTo(4);
  }

  /** Two standard normal points are apart like a normal of variance 2: by 2 / sqrt(pi) in 1-D. */
  @Test
  void ofNormalsIsWhatTheFormulaSays() {
    float[] normals = new float[1500];
    Noise.normal(5, 0, 1500, 1, normals);
    assertThat(Diversity.meanDistance(normals, 1)).isEqualTo(2 / Math.sqrt(Math.PI), within(0.05));
  }

  @Test
  void isOneForTheDataAndScalesWithTheSpread() {
    float[] real = {0, 0, 3, 4, 3, 0};
    Diversity diversity = Diversity.of(real, 2);
    assertThat(diversity.of(real)).isEqualTo(1);
    assertThat(diversity.of(new float[] {7, 7, 8.5f, 9, 8.5f, 7})).isEqualTo(0.5);
    assertThat(diversity.of(new float[] {1, 2, 1, 2})).isZero();
  }

  @Test
  void refusesWhatHasNoDistances() {
    assertThatThrownBy(() -> Diversity.of(new float[] {1, 1, 1}, 1))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "the mean distance between samples of the data is 0.0: expected samples that differ");
    assertThatThrownBy(() -> Diversity.of(new float[] {1, 2, 3}, 2))
        .isInstanceOf(TrainingException.class)
        .hasMessage("3 values are not two or more samples of 2 elements");
  }
}
