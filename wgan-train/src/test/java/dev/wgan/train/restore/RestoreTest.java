package dev.wgan.train.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RestoreTest {
  private static float[] noise(int n, long seed) {
    Random random = new Random(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextFloat() * 200 + 20;
    }
    return values;
  }

  @Test
  void boxReductionIsTheMeanOfABlock() {
    float[] image = noise(2 * 6 * 9, 1);
    float[] small = Degradation.BOX.reduce(image, 2, 6, 9, 3);
    double sum = 0;
    for (int i = 0; i < 9; i++) {
      sum += image[6 * 9 + (3 + i / 3) * 9 + 6 + i % 3];
    }
    assertThat(small).hasSize(2 * 2 * 3);
    assertThat(small[6 + 3 + 2]).isCloseTo((float) (sum / 9), within(1e-4f));
  }

  /** Keys' kernel, widened by the factor, at one place, written out. */
  @Test
  void bicubicReductionIsAWidenedCubicConvolution() {
    int size = 24;
    float[] image = noise(size * size, 2);
    for (int factor = 2; factor <= 4; factor++) {
      float[] small = Degradation.BICUBIC.reduce(image, 1, size, size, factor);
      int row = 3;
      int column = 2;
      double sum = 0;
      double weights = 0;
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          double dy = (y - ((row + 0.5) * factor - 0.5)) / factor;
          double dx = (x - ((column + 0.5) * factor - 0.5)) / factor;
          double weight = keys(dy) * keys(dx);
          weights += weight;
          sum += weight * image[y * size + x];
        }
      }
      assertThat(small[row * (size / factor) + column])
          .isCloseTo((float) (sum / weights), within(1e-3f));
    }
  }

  private static double keys(double distance) {
    double d = Math.abs(distance);
    if (d <= 1) {
      return 1.5 * d * d * d - 2.5 * d * d + 1;
    }
    return d < 2 ? -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2 : 0;
  }

  @Test
  void everyWayKeepsConstantsAndRampsInside() {
    int size = 24;
    float[] constant = new float[size * size];
    float[] ramp = new float[size * size];
    Arrays.fill(constant, 0.3f);
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i % size;
    }
    for (Degradation degradation : Degradation.values()) {
      assertThat(degradation.reduce(constant, 1, size, size, 2))
          .containsOnly(new float[] {0.3f}, within(1e-6f));
      assertThat(degradation.reduce(ramp, 1, size, size, 2)[6 * 12 + 5])
          .isCloseTo(10.5f, within(1e-4f));
    }
    for (Enlargement enlargement : Enlargement.values()) {
      assertThat(enlargement.enlarge(constant, 1, size, size, 2))
          .containsOnly(new float[] {0.3f}, within(1e-6f));
    }
    assertThat(Enlargement.BICUBIC.enlarge(ramp, 1, size, size, 2)[24 * 48 + 25])
        .isCloseTo(12.25f, within(1e-3f));
    assertThat(Enlargement.NEAREST.enlarge(ramp, 1, size, size, 3)[72 + 31]).isEqualTo(10f);
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> Degradation.BOX.reduce(new float[30], 1, 5, 6, 2))
        .hasMessageContaining("expected multiples of the factor");
    assertThatThrownBy(() -> new HoleMasks(0, 1, 2, 1, 2)).hasMessageContaining("1 or more");
    assertThatThrownBy(() -> new HoleMasks(1, 3, 2, 1, 2)).hasMessageContaining("lower bound");
  }

  @Test
  void theHarmonicFillOfARampIsTheRamp() {
    int size = 20;
    float[] ramp = new float[size * size];
    float[] mask = new float[size * size];
    float[] holed = new float[size * size];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = 3 * (i % size) - 2 * (i / size);
      mask[i] = i % size > 6 && i % size < 14 && i / size > 4 && i / size < 15 ? 1 : 0;
      holed[i] = mask[i] > 0 ? Float.NaN : ramp[i];
    }
    float[] filled = HarmonicFill.fill(holed, mask, 1, 1, size, size);
    for (int i = 0; i < ramp.length; i++) {
      assertThat(filled[i]).isCloseTo(ramp[i], within(5e-3f));
    }
  }

  @Test
  void masksAreAPureFunctionOfSeedAndIndexAndNeverEmptyNorMoreThanHalf() {
    HoleMasks masks = new HoleMasks(4, 3, 8, 6, 16);
    float[] many = masks.draw(5, 100, 50, 64, 64);
    float[] one = masks.draw(5, 117, 1, 64, 64);
    assertThat(Arrays.copyOfRange(many, 17 * 4096, 18 * 4096)).isEqualTo(one);
    assertThat(masks.draw(6, 117, 1, 64, 64)).isNotEqualTo(one);
    for (int i = 0; i < 50; i++) {
      int holes = 0;
      for (int j = 0; j < 4096; j++) {
        assertThat(many[i * 4096 + j]).isIn(0f, 1f);
        holes += many[i * 4096 + j] > 0 ? 1 : 0;
      }
      assertThat(holes).isBetween(1, 2048);
    }
    float[] small = new HoleMasks(9, 40, 60, 40, 60).draw(1, 0, 3, 16, 16);
    int holes = 0;
    for (float value : small) {
      holes += value > 0 ? 1 : 0;
    }
    assertThat(holes).isBetween(3, 3 * 128);
  }

  @Test
  void psnrAndSsimAreTheirFormulas() {
    Plane original = new Plane(40, 30, noise(1200, 3));
    float[] shifted = original.values().clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] += 5;
    }
    Plane brighter = new Plane(40, 30, shifted);
    assertThat(Fidelity.psnr(brighter, original, 4))
        .isCloseTo(10 * Math.log10(255.0 * 255 / 25), within(1e-4));
    float[] mask = new float[1200];
    mask[77] = 1;
    assertThat(Fidelity.holePsnr(brighter, original, mask))
        .isCloseTo(10 * Math.log10(255.0 * 255 / 25), within(1e-3));
    assertThat(Fidelity.ssim(original, original, 4)).isCloseTo(1, within(1e-9));
    // Constant pictures: the variances vanish, and equation 13 leaves the means alone.
    float[] a = new float[1200];
    float[] b = new float[1200];
    Arrays.fill(a, 100);
    Arrays.fill(b, 120);
    double c1 = 2.55 * 2.55;
    assertThat(Fidelity.ssim(new Plane(40, 30, a), new Plane(40, 30, b), 0))
        .isCloseTo((2 * 100 * 120 + c1) / (100 * 100 + 120 * 120 + c1), within(1e-6));
  }

  /** Equation 13 with moments about the mean, window by window, for pictures that are not alike. */
  @Test
  void ssimIsThatOfMomentsAboutTheMean() {
    int width = 23;
    int height = 21;
    int border = 4;
    float[] a = noise(width * height, 5);
    float[] b = noise(width * height, 6);
    for (int i = 0; i < a.length; i++) {
      b[i] = 0.6f * a[i] + 0.4f * b[i];
    }
    double total = 0;
    int windows = 0;
    for (int top = border; top <= height - border - 11; top++) {
      for (int left = border; left <= width - border - 11; left++) {
        total += window(a, b, width, top, left);
        windows++;
      }
    }
    assertThat(windows).isEqualTo(3 * 5);
    assertThat(Fidelity.ssim(new Plane(width, height, a), new Plane(width, height, b), border))
        .isCloseTo(total / windows, within(1e-9))
        .isBetween(0.3, 0.95);
  }

  private static double window(float[] a, float[] b, int width, int top, int left) {
    double norm = 0;
    double[] mean = new double[2];
    double[] second = new double[3];
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < 121; i++) {
        double y = i / 11 - 5;
        double x = i % 11 - 5;
        double weight = Math.exp(-(x * x + y * y) / 4.5);
        int at = (top + i / 11) * width + left + i % 11;
        if (pass == 0) {
          norm += weight;
          mean[0] += weight * a[at];
          mean[1] += weight * b[at];
        } else {
          double u = a[at] - mean[0];
          double v = b[at] - mean[1];
          second[0] += weight * u * u / norm;
          second[1] += weight * v * v / norm;
          second[2] += weight * u * v / norm;
        }
      }
      if (pass == 0) {
        mean[0] /= norm;
        mean[1] /= norm;
      }
    }
    double c1 = 6.5025;
    double c2 = 58.5225;
    return (2 * mean[0] * mean[1] + c1)
        / (mean[0] * mean[0] + mean[1] * mean[1] + c1)
        * (2 * second[2] + c2)
        / (second[0] + second[1] + c2);
  }

  @Test
  void luminanceIsThatOfBt601() {
    byte[] white = {(byte) 255, (byte) 255, (byte) 255};
    byte[] red = {(byte) 255, 0, 0};
    assertThat(Plane.luminance(white, 1, 1).at(0, 0)).isCloseTo(235f, within(1e-3f));
    assertThat(Plane.luminance(red, 1, 1).at(0, 0)).isCloseTo(81.481f, within(1e-3f));
    assertThat(Plane.luminance(new byte[] {7}, 1, 1).at(0, 0)).isEqualTo(7f);
  }

  @Test
  void thePatchDistanceGrowsWithNoiseAndWithBlurAndSeesOnlyTheMask() {
    Plane original = new Plane(128, 96, noise(128 * 96, 4));
    List<Plane> originals = List.of(original);
    assertThat(PatchDistance.between(originals, originals, List.of(), 1)).containsOnly(0.0);
    double before = 0;
    for (int sigma = 5; sigma <= 40; sigma *= 2) {
      Random random = new Random(9);
      float[] values = original.values().clone();
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (sigma * random.nextGaussian());
      }
      double distance =
          PatchDistance.between(List.of(new Plane(128, 96, values)), originals, List.of(), 1)
              .get(0);
      assertThat(distance).isGreaterThan(before);
      before = distance;
    }
    float[] blurred = Enlargement.BICUBIC.enlarge(original.halved().values(), 1, 48, 64, 2);
    Plane blur = new Plane(128, 96, blurred);
    assertThat(PatchDistance.between(List.of(blur), originals, List.of(), 1).get(0))
        .isGreaterThan(5);
    assertThat(Fidelity.fineEnergy(blur)).isLessThan(0.2 * Fidelity.fineEnergy(original));

    // A picture that is blurred in its left half alone, judged on the right.
    float[] half = original.values().clone();
    float[] right = new float[half.length];
    for (int i = 0; i < half.length; i++) {
      half[i] = i % 128 < 50 ? blurred[i] : half[i];
      right[i] = i % 128 > 80 ? 1 : 0;
    }
    List<float[]> masks = new ArrayList<>(List.of(right));
    assertThat(PatchDistance.between(List.of(new Plane(128, 96, half)), originals, masks, 1).get(0))
        .isLessThan(1e-3);
  }
}
