package dev.wgan.train;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.Shape;
import dev.wgan.train.architecture.Architecture;
import dev.wgan.train.optimizer.Adam;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Twenty iterations of a conditional WGAN of waveforms whose critic sees spectrograms, compared
 * with PyTorch. {@code golden/sound/trace.py} in the test resources made the numbers; its
 * spectrogram comes from {@code torch.stft}, and its penalty from PyTorch's autograd.
 */
class SoundTraceTest {
  private static final int BATCH = 4;

  @ParameterizedTest
  @EnumSource(names = {"LOGMEL", "UPWAVE"})
  void repeatsEveryLossAndWeight(Architecture.Kind kind) throws IOException {
    Architecture family = new Architecture(kind, 2, 1, 4, Shape.of(1, 1024), 3, 0, 8000);
    ConditionalTrace.read("/golden/sound/%s.json".formatted(kind.name().toLowerCase(Locale.ROOT)))
        .isRepeatedBy(family, new Adam(0, 0.9, 1e-4), SoundTraceTest::waves);
  }

  /** Sines of the step's frequencies and phases. */
  private static float[] waves(JsonNode step) {
    float[] waves = new float[BATCH * 1024];
    for (int i = 0; i < waves.length; i++) {
      double frequency = step.get("frequency").get(i / 1024).doubleValue();
      double phase = step.get("phase").get(i / 1024).doubleValue();
      waves[i] = (float) (0.8 * Math.sin(2 * Math.PI * frequency * (i % 1024) / 8000 + phase));
    }
    return waves;
  }
}
