package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The level of tones after their rate was changed, and of those that must vanish. */
class RateConverterTest {
  @ParameterizedTest
  @CsvSource({"44100,8000", "22050,8000", "48000,44100", "8000,16000", "44100,48000", "8001,8000"})
  void tonesKeepTheirLevelAndPhase(int from, int to) {
    double limit = Math.min(from, to) / 2.0;
    for (double share : new double[] {0.01, 0.3, 0.6, 0.9}) {
      double hertz = share * limit;
      float[] converted = RateConverter.of(from, to).apply(tone(from, hertz));
      assertThat(converted).hasSize((int) RateConverter.length(from, from, to)).hasSize(to);
      for (int i = to / 4; i < 3 * to / 4; i++) {
        assertThat((double) converted[i])
            .as("%s Hz, sample %s", hertz, i)
            .isCloseTo(Math.sin(2 * Math.PI * hertz * i / to), within(1e-3));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"44100,8000", "22050,8000", "48000,44100", "16000,8000"})
  void tonesThatTheLowerRateCannotHoldVanish(int from, int to) {
    for (double share : new double[] {1.02, 1.1, 1.5, 2, 2.5, 4.5}) {
      double hertz = share * to / 2;
      if (hertz < from / 2.0) {
        float[] converted = RateConverter.of(from, to).apply(tone(from, hertz));
        double sum = 0;
        for (int i = to / 4; i < 3 * to / 4; i++) {
          sum += converted[i] * converted[i];
        }
        double decibel = 10 * Math.log10(2 * sum / (to / 2.0) + 1e-20);
        assertThat(decibel).as("%s Hz to %s a second", hertz, to).isLessThan(-80);
      }
    }
  }

  private static float[] tone(int rate, double hertz) {
    float[] tone = new float[rate]; // a second
    for (int i = 0; i < rate; i++) {
      tone[i] = (float) Math.sin(2 * Math.PI * hertz * i / rate);
    }
    return tone;
  }
}
