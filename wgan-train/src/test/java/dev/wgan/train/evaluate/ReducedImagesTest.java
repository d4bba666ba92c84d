package dev.wgan.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReducedImagesTest {
  @Test
  void halvesLargeImagesByMeans() {
    ImageShape shape = new ImageShape(3, 64, 64);
    float[] values = new float[2 * shape.values()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 64 + 100 * (i / 64 % 64) + 10_000 * (i / 4096);
    }
    ReducedImages reduced = ReducedImages.of(shape);
    PointSet half = reduced.of(PointSet.of(values, shape.values()));
    assertThat(reduced.reduced()).isEqualTo(new ImageShape(3, 32, 32));
    assertThat(reduced.note()).isEqualTo(" of images reduced to 32×32");
    assertThat(half.size()).isEqualTo(2);
    assertThat(half.dimension()).isEqualTo(3 * 32 * 32);
    for (int plane = 0; plane < 6; plane++) {
      for (int y = 0; y < 32; y++) {
        for (int x = 0; x < 32; x++) {
          float mean = 2 * x + 0.5f + 100 * (2 * y + 0.5f) + 10_000 * plane;
          assertThat(half.get(plane / 3, (plane % 3 * 32 + y) * 32 + x)).isEqualTo(mean);
        }
      }
    }
  }

  @Test
  void leavesOtherPointsAsTheyAre() {
    PointSet points = PointSet.of(new float[3 * 32 * 32], 3 * 32 * 32);
    assertThat(ReducedImages.of(new ImageShape(3, 32, 32)).of(points)).isSameAs(points);
    assertThat(new ReducedImages(null, 0).of(points)).isSameAs(points);
    assertThat(new ReducedImages(null, 0).note()).isEmpty();
    assertThat(ReducedImages.of(new ImageShape(1, 75, 75)).halvings()).isZero(); // odd
  }
}
