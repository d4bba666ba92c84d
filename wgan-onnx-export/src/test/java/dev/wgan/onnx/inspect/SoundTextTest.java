package dev.wgan.onnx.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SoundTextTest {
  private static final String KIND = "wgan.sample.kind";
  private static final String RATE = "wgan.sample_rate";
  private static final String SHAPE = "wgan.sample.shape";

  @Test
  void givesTheRateAndTheLength() {
    assertThat(SoundText.of(Map.of(KIND, "audio", RATE, "8000", SHAPE, "1,4096")))
        .contains("sound of 0.512 s: 4,096 values at 8,000 Hz, mono");
    assertThat(SoundText.of(Map.of(KIND, "audio", RATE, "22050", SHAPE, "2,16384")))
        .contains("sound of 0.743 s: 16,384 values at 22,050 Hz, stereo");
  }

  @Test
  void isEmptyWithoutARateAndForOtherSamples() {
    assertThat(SoundText.of(Map.of(KIND, "audio", SHAPE, "1,4096"))).isEmpty();
    assertThat(SoundText.of(Map.of(KIND, "audio", RATE, "0", SHAPE, "1,4096"))).isEmpty();
    assertThat(SoundText.of(Map.of(KIND, "audio", RATE, "fast", SHAPE, "1,4096"))).isEmpty();
    assertThat(SoundText.of(Map.of(KIND, "image", RATE, "8000", SHAPE, "1,4096"))).isEmpty();
  }
}
