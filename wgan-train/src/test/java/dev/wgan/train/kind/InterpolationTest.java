package dev.wgan.train.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.noise.LatentDistribution;
import dev.wgan.noise.Noise;
import dev.wgan.train.config.TrainingException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InterpolationTest {
  private static final int SIZE = 64;
  private static final int STEPS = 9;

  @Test
  void rowsGoFromOneAddressedLatentToTheNext() {
    float[] latents = Interpolation.latents(LatentDistribution.NORMAL, SIZE, 3, STEPS, 42);
    float[] ends = new float[6 * SIZE];
    Noise.normal(42, 0, 6, SIZE, ends);
    for (int row = 0; row < 3; row++) {
      assertThat(at(latents, row * STEPS)).isEqualTo(at(ends, 2 * row));
      assertThat(at(latents, row * STEPS + STEPS - 1))
          .usingComparatorWithPrecision(1e-6f)
          .containsExactly(at(ends, 2 * row + 1));
    }
  }

  @Test
  void normalLatentsKeepTheirLength() {
    float[] latents = Interpolation.latents(LatentDistribution.NORMAL, SIZE, 3, STEPS, 42);
    for (int row = 0; row < 3; row++) {
      double first = length(at(latents, row * STEPS));
      double last = length(at(latents, row * STEPS + STEPS - 1));
      for (int step = 0; step < STEPS; step++) {
        assertThat(length(at(latents, row * STEPS + step)))
            .isBetween(0.95 * Math.min(first, last), 1.05 * Math.max(first, last));
      }
    }
  }

  @Test
  void uniformLatentsStayInTheCubeOnAStraightLine() {
    float[] latents = Interpolation.latents(LatentDistribution.UNIFORM, SIZE, 2, 3, 7);
    for (int i = 0; i < SIZE; i++) {
      assertThat(latents[SIZE + i])
          .isEqualTo((latents[i] + latents[2 * SIZE + i]) / 2, within(1e-6f))
          .isBetween(-1f, 1f);
    }
  }

  @Test
  void refusesAWayOfOneLatent() {
    assertThatThrownBy(() -> Interpolation.latents(LatentDistribution.NORMAL, SIZE, 3, 1, 0))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("expected at least 1, 2 and 1");
  }

  private static float[] at(float[] latents, int i) {
    return Arrays.copyOfRange(latents, i * SIZE, (i + 1) * SIZE);
  }

  private static double length(float[] latent) {
    double squares = 0;
    for (float value : latent) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }
}
