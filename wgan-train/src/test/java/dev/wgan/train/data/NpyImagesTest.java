package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.runtime.Npy;
import dev.wgan.runtime.TensorData;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in .npy files, whose values may mean anything. */
class NpyImagesTest {
  @TempDir Path folder;

  @Test
  void zeroToOneIsRefusedUntilItIsSaid() {
    Path file = write(TensorData.of(new float[] {0, 0.25f, 0.5f, 1}, 2, 1, 1, 2));
    assertFails(
        file,
        "holds images as float32 with values from 0 to 1, no more than half of -1 to 1, so"
            + " black and white may have other values; set the values of black and white: the option"
            + " range 0,1, or the option range -1,1 if the images really are this dark or pale");
    assertThat(values(file, 0, 1)).containsExactly(-1, -0.5f, 0, 1);
    assertThat(values(file, -1, 1)).containsExactly(0, 0.25f, 0.5f, 1);
  }

  @Test
  void valuesOutsideTheRangeAreRefused() {
    Path file = write(TensorData.of(new float[] {0, 51, 102, 255}, 2, 1, 1, 2));
    assertFails(file, "values from 0 to 255: expected -1 to 1; set the values", "range 0,255");
    assertThat(values(file, 0, 255)).containsExactly(-1, -0.6f, -0.2f, 1);
    assertThatThrownBy(() -> values(file, 0, 128))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("with values from 0 to 255: expected 0 to 128");
    assertFails(write(TensorData.of(new float[] {-0.5f, 0.4f}, 2, 1, 1, 1)), "range -0.5,0.5");
    assertFails(write(TensorData.of(new float[] {0, 60_000}, 2, 1, 1, 1)), "range 0,65535");
    assertFails(write(TensorData.of(new float[] {-1, Float.NaN}, 2, 1, 1, 1)), "image 1 of ");
  }

  @Test
  void fullRangesAreReadAsTheyAre() {
    Path floats = write(TensorData.of(new float[] {-0.9f, 0.3f}, 2, 1, 1, 1));
    assertThat(Datasets.open(floats, DataOptions.defaults()).values(0, 2))
        .containsExactly(-0.9f, 0.3f);
    Path bytes = write(TensorData.of(new byte[] {0, (byte) 200}, 2, 1, 1, 1));
    try (Dataset data = Datasets.open(bytes, DataOptions.defaults())) {
      assertThat(data.values(0, 1)[0]).isEqualTo(-1);
      assertThat(DataSummary.line(data)).contains("values -1.00 to 0.569, from 1 file");
    }
  }

  @Test
  void masksOfZeroAndOneAreNotBlack() {
    Path file = write(TensorData.of(new byte[] {0, 1, 1, 0}, 2, 1, 1, 2));
    assertFails(
        file, "holds images as uint8 with values from 0 to 1, no more than half of 0 to 255");
    assertThat(values(file, 0, 1)).containsExactly(-1, 1, 1, -1);
    assertThat(values(file, 0, 255)).containsExactly(-1, 1 / 127.5f - 1, 1 / 127.5f - 1, -1);
  }

  @Test
  void otherIntegersAndPlainGreysAreRead() {
    Path file = write(TensorData.of(new long[] {0, 255, 128, 7}, 2, 1, 2));
    try (Dataset data = Datasets.open(file, DataOptions.defaults())) {
      assertThat(data.description().shape()).containsExactly(1, 1, 2);
      assertThat(data.values(0, 1)).containsExactly(-1, 1);
      assertThat(DataSummary.line(data)).contains("scaled from 0 (black) and 255 (white)");
    }
    Path rows = write(TensorData.of(new long[] {1, 2, 3, 5}, 2, 2));
    assertThat(Datasets.open(rows, DataOptions.of(o -> o.standardise(false))).values(0, 2))
        .containsExactly(1, 2, 3, 5);
  }

  @Test
  void channelsLastAreNamed() {
    Path file = write(TensorData.of(new float[2 * 4 * 4 * 3], 2, 4, 4, 3));
    assertFails(file, "with channels last: expected", "numpy.transpose(images, (0, 3, 1, 2))");
  }

  @Test
  void aRangeHasTwoNumbersInOrder() {
    assertThatThrownBy(() -> DataOptions.of(o -> o.range(1, 0)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a range of 1.0 to 0.0");
  }

  private Path write(TensorData data) {
    Path file = folder.resolve("x.npy");
    Npy.write(file, data);
    return file;
  }

  private static float[] values(Path file, float black, float white) {
    try (Dataset data = Datasets.open(file, DataOptions.of(o -> o.range(black, white)))) {
      return data.values(0, data.size());
    }
  }

  private static void assertFails(Path file, String... parts) {
    assertThatThrownBy(() -> Datasets.open(file, DataOptions.defaults()))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(parts);
  }
}
