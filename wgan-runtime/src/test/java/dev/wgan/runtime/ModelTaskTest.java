package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A model is used through the class of its task. */
class ModelTaskTest {
  private static void load(byte[] model) {
    Generator.load(model, GeneratorOptions.defaults()).close();
  }

  @Test
  void aGeneratorNeedsNoStatement() {
    try (Generator plain = Generator.load(TestModels.mlp(), GeneratorOptions.defaults())) {
      assertThat(plain.info().task()).isEqualTo(ModelTask.GENERATE);
    }
    load(ModelBuilder.withMetadata(TestModels.mlp(), Map.of("wgan.task", "generate")));
  }

  @Test
  void modelsOfOtherTasksAreRefusedByNameOfTheirClass() {
    byte[] upscaler = ModelBuilder.withMetadata(TestModels.mlp(), Map.of("wgan.task", "upscale"));
    assertThatThrownBy(() -> load(upscaler))
        .isInstanceOf(ModelLoadException.class)
        .hasMessage("the model enlarges pictures: use Upscaler instead of Generator");
    byte[] inpainter = ModelBuilder.withMetadata(TestModels.mlp(), Map.of("wgan.task", "inpaint"));
    assertThatThrownBy(() -> load(inpainter))
        .isInstanceOf(ModelLoadException.class)
        .hasMessage("the model fills holes in pictures: use Inpainter instead of Generator");
    byte[] later = ModelBuilder.withMetadata(TestModels.mlp(), Map.of("wgan.task", "colorize"));
    assertThatThrownBy(() -> load(later))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("wgan.task = 'colorize': expected one of");
  }
}
