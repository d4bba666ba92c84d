package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFitTest {
  @Test
  void halvingAveragesBlocks() {
    ImageFit fit = ImageFit.of(1, 2, 4, sized(1, true));
    // The centre square of [[0 10 20 99] [0 30 40 99]].
    assertThat(fit.apply(bytes(0, 10, 20, 99, 0, 30, 40, 99))).containsExactly(bytes(25));
  }

  @Test
  void partlyCoveredPixelsCountByThePartCovered() {
    Resampler thirds = Resampler.of(3, 2);
    float[] out = new float[2];
    thirds.row(bytes(30, 60, 120), 0, out, 0);
    // Each output covers one and a half inputs: (30 + 60 / 2) / 1.5 and (60 / 2 + 120) / 1.5.
    assertThat(out).containsExactly(new float[] {40f, 100f}, within(1e-4f));
  }

  /** Area averaging keeps the mean, whatever the sizes. */
  @ParameterizedTest
  @CsvSource({"7, 3", "64, 28", "1000, 64", "28, 27", "5, 1"})
  void shrinkingKeepsTheMean(int inputs, int outputs) {
    byte[] row = TestImages.bytes(inputs, 4);
    float[] out = new float[outputs];
    Resampler.of(inputs, outputs).row(row, 0, out, 0);
    double mean = IntStream.range(0, inputs).map(i -> row[i] & 0xFF).average().orElseThrow();
    double found = IntStream.range(0, outputs).mapToDouble(i -> out[i]).average().orElseThrow();
    assertThat(found).isCloseTo(mean, within(1e-3));
  }

  @Test
  void enlargingInterpolatesBetweenPixelCentres() {
    float[] out = new float[6];
    Resampler.of(3, 6).row(bytes(0, 100, 200), 0, out, 0);
    assertThat(out).containsExactly(new float[] {0, 25, 75, 125, 175, 200}, within(1e-4f));
    float[] one = new float[4];
    Resampler.of(1, 4).row(bytes(7), 0, one, 0);
    assertThat(one).containsOnly(7f);
  }

  /** A row is what the axes do one after the other: against the plain sum over all weights. */
  @Test
  void bothAxesAgreeWithTheDirectDoubleSum() {
    byte[] image = TestImages.bytes(9 * 9, 5);
    byte[] fitted = ImageFit.of(1, 9, 9, sized(4, true)).apply(image);
    for (int oy = 0; oy < 4; oy++) {
      for (int ox = 0; ox < 4; ox++) {
        double sum = 0;
        for (int y = 0; y < 9; y++) {
          for (int x = 0; x < 9; x++) {
            sum += overlap(oy, y) * overlap(ox, x) * (image[y * 9 + x] & 0xFF);
          }
        }
        assertThat(fitted[oy * 4 + ox] & 0xFF)
            .isCloseTo((int) (sum / 2.25 / 2.25 + 0.5), within(1));
      }
    }
  }

  @Test
  void withoutCropAnImageIsDistorted() {
    ImageFit fit = ImageFit.of(1, 2, 4, sized(2, false));
    assertThat(fit.apply(bytes(10, 20, 30, 40, 50, 60, 70, 80)))
        .containsExactly(bytes(15, 35, 55, 75));
  }

  @Test
  void channelsAreFittedAlone() {
    ImageFit fit = ImageFit.of(3, 2, 2, sized(1, true));
    assertThat(fit.apply(bytes(1, 1, 1, 1, 0, 4, 4, 0, 255, 255, 255, 255)))
        .containsExactly(bytes(1, 2, 255));
  }

  @Test
  void extremesStayExtremes() {
    byte[] white = new byte[37 * 37];
    Arrays.fill(white, (byte) 255);
    for (int size : new int[] {1, 5, 36, 37, 38, 100}) {
      assertThat(ImageFit.of(1, 37, 37, sized(size, true)).apply(white)).containsOnly((byte) 255);
      assertThat(ImageFit.of(1, 37, 37, sized(size, true)).apply(new byte[37 * 37]))
          .containsOnly((byte) 0);
    }
  }

  @Test
  void whatHasItsSizeIsNotTouched() {
    byte[] image = TestImages.bytes(12, 6);
    assertThat(ImageFit.of(1, 3, 4, DataOptions.defaults()).apply(image)).isSameAs(image);
    assertThat(ImageFit.of(3, 2, 2, sized(2, true)).apply(image)).isSameAs(image);
  }

  private static DataOptions sized(int size, boolean crop) {
    return DataOptions.of(o -> o.size(size).centreCrop(crop));
  }

  /** How much of input {@code i} output {@code o} covers, 9 inputs to 4 outputs. */
  private static double overlap(int o, int i) {
    return Math.max(0, Math.min((o + 1) * 2.25, i + 1.0) - Math.max(o * 2.25, i));
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
