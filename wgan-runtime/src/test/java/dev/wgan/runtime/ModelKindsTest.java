package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.noise.LatentDistribution;
import dev.wgan.noise.Noise;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelKindsTest {
  private static final GeneratorOptions DEFAULTS = GeneratorOptions.defaults();

  @Test
  void readsWhatTheModelSaysOfItself() {
    try (Generator generator = Generator.load(TestModels.mlp(), DEFAULTS)) {
      ModelInfo info = generator.info();
      assertThat(info.latentDistribution()).isEqualTo(LatentDistribution.NORMAL);
      assertThat(info.output())
          .isEqualTo(
              new ModelOutput(
                  "samples",
                  TensorData.ElementType.FLOAT32,
                  SampleKind.IMAGE,
                  List.of(1, 28, 28),
                  new ValueRange(-1, 1)));
      assertThat(info.training()).containsEntry("preset", "wgan").containsEntry("seed", "1");
      assertThat(info.digest()).isPresent();
      assertThat(generator.provider().toString()).isEqualTo("CPU");
    }
  }

  @Test
  void classConditionalModelsTakeALabelOrDrawIt() {
    try (Generator generator = Generator.load(TestModels.conditional(), DEFAULTS)) {
      assertThat(generator.info().classNames())
          .containsExactly("T-shirt/top", "Ankle boot", "caf\u00e9");
      Samples drawn = generator.sample(300, 5);
      for (int i = 0; i < 300; i++) {
        assertThat(drawn.label(i)).isEqualTo(Noise.label(5, i, 3));
        if (i % 50 == 0) {
          Samples asked =
              generator.sample(SampleRequest.of(1).seed(5).first(i).label(drawn.label(i)));
          assertThat(asked.get(0)).containsExactly(drawn.get(i));
        }
      }
      Samples boots = generator.sample(4, 5, 1);
      assertThat(boots.label(3)).isEqualTo(1);
      Samples named =
          generator.sample(
              SampleRequest.of(4)
                  .seed(5)
                  .input("label", TensorData.of(new long[] {1, 1, 1, 1}, 4)));
      assertThat(named.toArray()).isEqualTo(boots.toArray());
      assertThatThrownBy(() -> generator.sample(1, 5, 3))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("the label 3: expected 0 to 2");
      assertThatThrownBy(() -> SampleRequest.of(3).labels(1, 2))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("2 labels for 3 samples");
    }
  }

  @Test
  void bytesStayBytes() {
    try (Generator generator = Generator.load(TestModels.bytes(), DEFAULTS)) {
      Samples samples = generator.sample(3, 1);
      BufferedImage image = samples.image(2);
      float[] values = samples.get(2);
      for (int c = 0; c < 3; c++) {
        for (int p = 0; p < 4; p++) {
          assertThat(image.getRaster().getSample(p % 2, p / 2, c))
              .isEqualTo((int) values[c * 4 + p]);
        }
      }
      assertThat(samples.byteBuffer().remaining()).isEqualTo(36);
      assertThat(samples.toTensor().type()).isEqualTo(TensorData.ElementType.UINT8);
      assertThatThrownBy(samples::floatBuffer).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void tablesComeInTheUnitsOfTheirColumns(@TempDir Path folder) {
    try (Generator generator = Generator.load(TestModels.table(), DEFAULTS)) {
      Samples samples = generator.sample(2, 9);
      float[] latents = generator.latents(0, 2, 9).floats();
      assertThat(samples.get(1)[0]).isCloseTo(latents[3] * 10 + 170, within(1e-4f));
      assertThat(samples.get(1)[2]).isCloseTo(latents[5] * 2 + 42, within(1e-4f));
      assertThat(samples.floatBuffer().get(3)).isEqualTo(latents[3]);
      assertThat(generator.info().standardisation().orElseThrow().columns())
          .containsExactly("height", "weight", "shoe size");
      samples.writeNpy(folder.resolve("rows.npy"));
      assertThat(Npy.read(folder.resolve("rows.npy")).floats()).isEqualTo(samples.toArray());
      assertThatThrownBy(() -> samples.image(0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("samples of shape [3] are not images");
    }
  }

  @Test
  void givenLatentsOfASeedGiveItsSamples() {
    try (Generator generator = Generator.load(TestModels.conv(), DEFAULTS)) {
      TensorData latents = generator.latents(3, 5, 8);
      assertThat(latents.shape()).containsExactly(5, 16, 1, 1);
      float[] expected = generator.sampleRange(3, 5, 8).toArray();
      assertThat(generator.sample(latents).toArray()).isEqualTo(expected);
      TensorData flat = TensorData.of(latents.floats(), 5, 16);
      assertThat(generator.sample(flat).toArray()).isEqualTo(expected);
      assertThatThrownBy(() -> generator.sample(flat).seed())
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void psiShrinksTheLatents() {
    try (Generator generator = Generator.load(TestModels.conv(), DEFAULTS)) {
      float[] half = generator.latents(0, 3, 8).floats();
      for (int i = 0; i < half.length; i++) {
        half[i] *= 0.5f;
      }
      assertThat(generator.sample(SampleRequest.of(3).seed(8).psi(0.5f)).toArray())
          .containsExactly(generator.sample(TensorData.of(half, 3, 16)).toArray());
      TensorData full = generator.latents(0, 3, 8);
      assertThat(generator.sample(SampleRequest.ofLatents(full).psi(0.5f)).toArray())
          .containsExactly(generator.sample(TensorData.of(half, 3, 16)).toArray());
    }
  }

  @Test
  void interpolatesOnTheSphere() {
    float[] a = {3, 0};
    float[] b = {0, 3};
    assertThat(Latents.slerp(a, b, 0)).containsExactly(3, 0);
    assertThat(Latents.slerp(a, b, 1)).containsExactly(0, 3);
    float[] middle = Latents.slerp(a, b, 0.5);
    assertThat(middle[0]).isCloseTo((float) (3 / Math.sqrt(2)), within(1e-6f));
    assertThat(middle[1]).isEqualTo(middle[0]);
    assertThat(Latents.slerp(a, new float[] {6, 0}, 0.5)).containsExactly(4.5f, 0);
    assertThat(Latents.slerp(new float[2], b, 0.5)).containsExactly(0, 1.5f);
    assertThatThrownBy(() -> Latents.slerp(a, new float[3], 0.5))
        .isInstanceOf(InputException.class);
    try (Generator generator = Generator.load(TestModels.conv(), DEFAULTS)) {
      TensorData from = generator.latents(0, 1, 1);
      TensorData to = generator.latents(1, 1, 1);
      Samples path = generator.interpolate(from, to, 5);
      Samples ends = generator.sample(2, 1);
      assertThat(path.size()).isEqualTo(5);
      assertThat(path.get(0)).containsExactly(ends.get(0));
      for (int k = 0; k < 768; k++) {
        assertThat(path.get(4)[k]).isCloseTo(ends.get(1)[k], within(1e-5f));
      }
    }
  }

  @Test
  void nanIsRefusedIfAsked() {
    try (Generator generator = Generator.load(TestModels.nan(), DEFAULTS)) {
      assertThat(generator.sample(20, 1).toArray()).contains(Float.NaN);
    }
    GeneratorOptions checking = GeneratorOptions.of(o -> o.checkNaN(true));
    try (Generator generator = Generator.load(TestModels.nan(), checking)) {
      assertThatThrownBy(() -> generator.sample(20, 1))
          .isInstanceOf(RunException.class)
          .hasMessageContaining("gave the value NaN in sample ");
      assertThat(generator.stats().failures()).isEqualTo(1);
    }
  }

  @Test
  void pretrainedModelsComeFromTheClassPath() throws IOException {
    assertThatThrownBy(() -> Generator.pretrained("no-such-model"))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("there is no pretrained model 'no-such-model'");
    assertThatThrownBy(() -> Generator.pretrained("../secret"))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("there is no pretrained model '../secret'");
    ClassLoader loader = getClass().getClassLoader();
    try (Generator generator = Generator.loadResource(loader, "foreign/mlp.onnx", DEFAULTS);
        var in = loader.getResourceAsStream("foreign/mlp.onnx")) {
      assertThat(in).isNotNull();
      try (Generator streamed = Generator.load(in, DEFAULTS)) {
        assertThat(streamed.sample(2, 1).toArray())
            .containsExactly(generator.sample(2, 1).toArray());
      }
    }
  }
}
