package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the types of the API print: short, and what somebody who debugs wants to know. */
class DescriptionsTest {
  @Test
  void aModelIsDescribedInALine() {
    ModelBuilder model =
        new ModelBuilder()
            .meta("wgan.input.latent", "z")
            .meta("wgan.input.label", "label")
            .meta("wgan.classes", "cat,dog")
            .meta("wgan.precision", "fp32")
            .meta("wgan.golden.input.z", "A".repeat(20_000))
            .input("z", ModelBuilder.FLOAT, -1, 2)
            .input("label", ModelBuilder.INT64, -1);
    model.nodeTo("out", "Tanh", List.of("z"));
    byte[] bytes = model.output("out", ModelBuilder.FLOAT, -1, 2).build();
    GeneratorOptions options = GeneratorOptions.defaults();
    try (Generator generator = Generator.load(bytes, options);
        Sampler sampler = generator.newSampler();
        BatchingGenerator batching =
            BatchingGenerator.over(generator, BatchingOptions.defaults())) {
      String info =
          "ModelInfo[z (float n x [2]), label (int64 n x []) -> out (float32 vector n x [2] from"
              + " -1.0 to 1.0), 2 classes, fp32, digest ";
      assertThat(generator.info().toString()).startsWith(info).matches(".*, digest [0-9a-f]{8}]");
      assertThat(generator).hasToString("Generator[the model on CPU: " + generator.info() + "]");
      assertThat(sampler).hasToString("Sampler[the model, samples of shape [2]]");
      assertThat(batching.toString()).startsWith("BatchingGenerator[the model, 0 requests waiting");
      assertThat(generator.sample(3, 42)).hasToString("Samples[3 x [2]]");
    }
    Generator closed = Generator.load(bytes, options);
    closed.close();
    assertThat(closed.toString()).startsWith("Generator[the model on CPU, closed: ModelInfo[");
  }

  @Test
  void optionsPrintWhatDiffersFromTheDefaults() {
    assertThat(GeneratorOptions.defaults()).hasToString("GeneratorOptions[]");
    assertThat(GeneratorOptions.of(o -> o.parallelism(2).sampleShape(1, 28, 28)))
        .hasToString("GeneratorOptions[parallelism=2, sampleShape=[1, 28, 28]]");
    for (RecordComponent component : GeneratorOptions.class.getRecordComponents()) {
      assertThat(component.getAccessor().canAccess(GeneratorOptions.defaults())).isTrue();
    }
  }
}
