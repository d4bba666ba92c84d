package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MovingImagesTest {
  private static final int SIZE = 32;
  private static final int FRAMES = 8;

  /** The centre of mass of a frame, in pixels. */
  private static double[] centre(byte[] film, int frame) {
    double mass = 0;
    double x = 0;
    double y = 0;
    for (int p = 0; p < SIZE * SIZE; p++) {
      int value = film[frame * SIZE * SIZE + p] & 0xFF;
      mass += value;
      x += value * (p % SIZE + 0.5);
      y += value * (Math.floorDiv(p, SIZE) + 0.5);
    }
    return new double[] {x / mass, y / mass};
  }

  @Test
  void theMotionIsTheStatedOne() {
    try (Dataset images = Datasets.embedded()) {
      MovingImages films = MovingImages.of(images, FRAMES, SIZE, 3);
      int straight = 0;
      for (int i = 0; i < 40; i++) {
        MovingImages.Motion motion = films.motion(i);
        assertThat(Math.hypot(motion.dx(), motion.dy())).isBetween(0.749, 2.001);
        byte[] film = films.film(i);
        double[] before = centre(film, 0);
        for (int t = 1; t < FRAMES; t++) {
          double[] after = centre(film, t);
          double left = motion.x() + t * motion.dx();
          double top = motion.y() + t * motion.dy();
          if (left >= 0 && left <= 12 && top >= 0 && top <= 12) {
            // Rounding to bytes moves the centre of mass by some hundredths of a pixel.
            assertThat(after[0] - before[0]).isCloseTo(t * motion.dx(), within(0.1));
            assertThat(after[1] - before[1]).isCloseTo(t * motion.dy(), within(0.1));
            straight++;
          }
        }
      }
      assertThat(straight).isGreaterThan(60);
    }
  }

  @Test
  void equalSeedsGiveEqualFilmsWithTheClassesOfTheImages() {
    try (Dataset images = Datasets.embedded()) {
      MovingImages films = MovingImages.of(images, FRAMES, SIZE, 3);
      assertThat(films.film(7)).isEqualTo(MovingImages.of(images, FRAMES, SIZE, 3).film(7));
      assertThat(films.film(7)).isNotEqualTo(MovingImages.of(images, FRAMES, SIZE, 4).film(7));
      try (Dataset data = films.dataset(20)) {
        assertThat(data.description().shape()).containsExactly(FRAMES, 1, SIZE, SIZE);
        assertThat(data.label(9)).isEqualTo(images.label(9));
        assertThat(data.values(7, 1)[5 * SIZE * SIZE + 500])
            .isEqualTo(ByteDataset.valueOf(films.film(7)[5 * SIZE * SIZE + 500] & 0xFF));
      }
    }
  }

  @Test
  void otherImagesAreRefused() {
    try (Dataset coloured = Datasets.ofImages("colours", new float[3 * 4 * 4], List.of(3, 4, 4))) {
      assertThatThrownBy(() -> MovingImages.of(coloured, FRAMES, SIZE, 1))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("expected grey square images");
    }
    try (Dataset images = Datasets.embedded()) {
      assertThatThrownBy(() -> MovingImages.of(images, 0, SIZE, 1))
          .hasMessageContaining("films of 0 frames");
    }
  }
}
