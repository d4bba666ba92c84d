package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleRequestTest {
  @ParameterizedTest
  @ValueSource(floats = {-1, -0.001f, 1.001f, 5, Float.NaN, Float.POSITIVE_INFINITY})
  void psiIsWithinZeroToOne(float psi) {
    assertThatThrownBy(() -> SampleRequest.of(1).psi(psi))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "psi is %s: expected 0 (all samples are equal) to 1 (latents are unchanged)"
                .formatted(psi));
  }

  @Test
  void psiOfZeroGivesOneSample() {
    try (Generator generator = Generator.load(TestModels.mlp(), GeneratorOptions.defaults())) {
      Samples samples = generator.sample(SampleRequest.of(2).seed(1).psi(0));
      assertThat(samples.get(0)).isEqualTo(samples.get(1));
    }
  }

  @Test
  void printsWhatItAsksFor() {
    assertThat(SampleRequest.of(8)).hasToString("SampleRequest[8 samples, random seed]");
    assertThat(
            SampleRequest.of(8)
                .seed(42)
                .first(16)
                .label("Sneaker")
                .psi(0.7f)
                .timeout(Duration.ofMillis(200)))
        .hasToString(
            "SampleRequest[8 samples, seed 42, from 16, label Sneaker, psi 0.7, timeout PT0.2S]");
    assertThat(SampleRequest.ofLatents(TensorData.of(new float[200], 2, 100)).labels(1, 2))
        .hasToString("SampleRequest[2 samples, given latents [2, 100], labels 1, 2]");
    assertThat(SampleRequest.of(7).labels(1, 2, 3, 4, 5, 6, 7).toString())
        .contains("labels 1, 2, 3, 4, 5 and 2 more");
  }

  @Test
  void isEqualToOneThatAsksForTheSame() {
    SampleRequest request =
        SampleRequest.of(2).seed(1).labels(0, 1).input("x", TensorData.of(new float[] {1, 2}, 2));
    SampleRequest same =
        SampleRequest.of(2).seed(1).labels(0, 1).input("x", TensorData.of(new float[] {1, 2}, 2));
    assertThat(request).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(request).isNotEqualTo(same.labels(1, 0));
    assertThat(request).isNotEqualTo(same.labels("a"));
    assertThat(request).isNotEqualTo(same.input("x", TensorData.of(new float[] {1, 3}, 2)));
    assertThat(request).isNotEqualTo(same.seed(2));
    assertThat(SampleRequest.of(1)).isNotEqualTo(SampleRequest.of(1).seed(0));
    assertThat(TensorData.of(new long[] {1}, 1)).isNotEqualTo(TensorData.of(new float[] {1}, 1));
  }
}
