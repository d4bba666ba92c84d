package dev.wgan.train.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The changes of a click, whose spectrum is flat. */
class SoundVariationTest {
  private static final int LENGTH = 2048;

  @Test
  void changesPhasesAndSignsAndKeepsMagnitudes() {
    int spread = 0;
    int turned = 0;
    List<float[]> clicks = withoutNoise();
    assertThat(clicks).hasSizeBetween(20, 60);
    for (float[] click : clicks) {
      double still = magnitude(click, 0);
      for (double frequency : new double[] {0.01, 0.1, 0.25, 0.37, 0.49}) {
        assertThat(magnitude(click, frequency) / still).isCloseTo(1, within(1e-3));
      }
      double largest = 0;
      double sum = 0;
      for (float value : click) {
        largest = Math.max(largest, Math.abs(value));
        sum += value;
      }
      spread += largest < 0.9 * still ? 1 : 0;
      turned += sum < 0 ? 1 : 0;
    }
    assertThat(spread).isGreaterThan(clicks.size() * 3 / 4);
    assertThat(turned).isBetween(clicks.size() / 4, clicks.size() * 3 / 4);
  }

  @Test
  void repeatsItsChangesForASeed() {
    assertThat(changed(7)).isEqualTo(changed(7)).isNotEqualTo(changed(8));
  }

  /** The clicks that got no noise: silence before them is silence still. */
  private static List<float[]> withoutNoise() {
    List<float[]> clicks = new ArrayList<>();
    for (int seed = 0; seed < 80; seed++) {
      float[] click = changed(seed);
      if (click[0] == 0) {
        clicks.add(click);
      }
    }
    return clicks;
  }

  private static float[] changed(int seed) {
    float[] click = new float[LENGTH];
    click[LENGTH / 2] = 1;
    new SoundVariation(List.of(1, LENGTH), seed).apply(click, 0);
    return click;
  }

  /** The magnitude of the Fourier transform at a frequency in cycles per sample. */
  private static double magnitude(float[] values, double frequency) {
    double real = 0;
    double imaginary = 0;
    for (int t = 0; t < values.length; t++) {
      real += values[t] * Math.cos(2 * Math.PI * frequency * t);
      imaginary += values[t] * Math.sin(2 * Math.PI * frequency * t);
    }
    return Math.hypot(real, imaginary);
  }
}
