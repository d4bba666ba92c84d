package dev.wgan.runtime;

import static dev.wgan.runtime.ModelBuilder.FLOAT;
import static dev.wgan.runtime.ModelBuilder.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Models without metadata whose inputs and outputs leave something to say. */
class ForeignInputsTest {
  private static final GeneratorOptions DEFAULTS = GeneratorOptions.defaults();

  private static byte[] labelled() {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, -1, 3).input("label", INT64, -1);
    String embedded =
        model.node("Gather", List.of(model.constant(new float[] {10, 20, 30}, 3, 1), "label"));
    model.nodeTo("out", "Add", List.of("z", embedded));
    return model.output("out", FLOAT, -1, 3).build();
  }

  @Test
  void otherInputsAreGivenByName() {
    try (Generator generator = Generator.load(labelled(), DEFAULTS)) {
      assertThatThrownBy(() -> generator.sample(4, 1))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("must be given the inputs [label (int64 n x [])] by name");
      Samples samples =
          generator.sample(
              SampleRequest.of(2).seed(1).input("label", TensorData.of(new long[] {2, 0}, 2)));
      float[] latents = generator.latents(0, 2, 1).floats();
      assertThat(samples.get(0)[1]).isEqualTo(latents[1] + 30);
      assertThat(samples.get(1)[1]).isEqualTo(latents[4] + 10);
      Samples all =
          generator.sample(
              SampleRequest.of(300).seed(1).input("label", TensorData.of(new long[] {1}, 1)));
      assertThat(all.get(299)[0]).isEqualTo(generator.latents(299, 1, 1).floats()[0] + 20);
      assertThatThrownBy(
              () ->
                  generator.sample(
                      SampleRequest.of(2).input("label", TensorData.of(new long[3], 3))))
          .hasMessageContaining("was given the shape [3] for 2 samples: expected 2 or 1 in front");
      assertThatThrownBy(
              () ->
                  generator.sample(
                      SampleRequest.of(1).input("label", TensorData.of(new float[] {0.5f}, 1))))
          .hasMessageContaining("the value 0.5 is not a whole number");
      assertThatThrownBy(
              () ->
                  generator.sample(
                      SampleRequest.of(1)
                          .input("label", TensorData.of(new long[1], 1))
                          .input("x", TensorData.of(new long[1], 1))))
          .hasMessageContaining("has no input [x]");
      // An index outside the embedding is the model's to refuse.
      assertThatThrownBy(
              () ->
                  generator.sample(
                      SampleRequest.of(1).input("label", TensorData.of(new long[] {7}, 1))))
          .isInstanceOf(RunException.class)
          .hasMessageContaining("could not be run");
    }
  }

  @Test
  void inputsWithoutABatchServeAllSamples() {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, -1, 3).input("scale", FLOAT);
    model.nodeTo("out", "Mul", List.of("z", "scale"));
    byte[] bytes = model.output("out", FLOAT, -1, 3).build();
    try (Generator generator = Generator.load(bytes, GeneratorOptions.of(o -> o.chunkSize(2)))) {
      Samples samples =
          generator.sample(
              SampleRequest.of(5).seed(1).input("scale", TensorData.of(new float[] {2})));
      assertThat(samples.get(4)[2]).isEqualTo(generator.latents(4, 1, 1).floats()[2] * 2);
    }
  }

  @Test
  void imagesOfAnySizeGiveImagesOfTheirSize() {
    ModelBuilder model = new ModelBuilder().input("photo", FLOAT, -1, 3, -1, -1);
    model.nodeTo("out", "Neg", List.of("photo"));
    byte[] bytes = model.output("out", FLOAT, -1, 3, -1, -1).build();
    GeneratorOptions options =
        GeneratorOptions.of(o -> o.latentInput("photo").latentShape(3, 2, 2));
    try (Generator noise = Generator.load(bytes, options)) {
      assertThat(noise.sample(2, 1).shape()).containsExactly(3, 2, 2);
    }
    // Named and sized like an image, it is not taken for noise.
    try (Generator generator = Generator.load(bytes, DEFAULTS)) {
      assertThatThrownBy(() -> generator.sample(2, 1))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(
              "must be given the inputs [photo (float n x [3, any, any])] by name")
          .hasMessageContaining("name it with the option latentInput, and its dimensions with the")
          .hasMessageContaining("option latentShape");
    }
    byte[] ours =
        ModelBuilder.withMetadata(
            bytes,
            java.util.Map.of(
                "wgan.format", "1", "wgan.input.image", "photo", "wgan.output", "out"));
    try (Generator generator = Generator.load(ours, DEFAULTS)) {
      assertThat(generator.info().input(ModelInput.Role.IMAGE)).isPresent();
      float[] photo = new float[2 * 3 * 4 * 5];
      photo[119] = 1;
      Samples turned =
          generator.sample(SampleRequest.of(2).input("photo", TensorData.of(photo, 2, 3, 4, 5)));
      assertThat(turned.shape()).containsExactly(3, 4, 5);
      assertThat(turned.get(1)[59]).isEqualTo(-1);
      assertThat(turned.image(1).getRaster().getSample(4, 3, 2)).isZero();
      assertThatThrownBy(() -> generator.sample(2, 1))
          .hasMessageContaining("must be given the inputs [photo");
      assertThatThrownBy(generator::newSampler).isInstanceOf(InputException.class);
    }
  }

  @Test
  void oneOfSeveralOutputsIsChosenByName() {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, -1, 3);
    model.nodeTo("plus", "Identity", List.of("z")).nodeTo("minus", "Neg", List.of("z"));
    byte[] bytes = model.output("plus", FLOAT, -1, 3).output("minus", FLOAT, -1, -1).build();
    assertThatThrownBy(() -> Generator.load(bytes, DEFAULTS))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("has the outputs [plus, minus]: say with the option output");
    try (Generator generator = Generator.load(bytes, GeneratorOptions.of(o -> o.output("minus")))) {
      assertThat(generator.sample(1, 1).get(0)[0])
          .isEqualTo(-generator.latents(0, 1, 1).floats()[0]);
      assertThat(generator.info().outputs()).containsExactly("plus", "minus");
    }
  }

  @Test
  void twoFloatInputsNeedTheLatentNamed() {
    ModelBuilder model = new ModelBuilder().input("a", FLOAT, -1, 3).input("b", FLOAT, -1, 3);
    model.nodeTo("out", "Add", List.of("a", "b"));
    byte[] bytes = model.output("out", FLOAT, -1, 3).build();
    try (Generator generator = Generator.load(bytes, DEFAULTS)) {
      TensorData ones = TensorData.of(new float[] {1, 1, 1}, 1, 3);
      assertThat(generator.sample(SampleRequest.of(1).input("a", ones).input("b", ones)).get(0))
          .containsExactly(2, 2, 2);
      assertThatThrownBy(() -> generator.sample(1, 1)).isInstanceOf(InputException.class);
    }
    try (Generator generator =
        Generator.load(bytes, GeneratorOptions.of(o -> o.latentInput("b")))) {
      TensorData zeros = TensorData.of(new float[3], 1, 3);
      assertThat(generator.sample(SampleRequest.of(4).seed(1).input("a", zeros)).toArray())
          .containsExactly(generator.latents(0, 4, 1).floats());
    }
  }

  @Test
  void anOutputThatCountsNoSamplesIsARunFailure() {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, -1, 3);
    model.nodeTo("out", "Reshape", List.of("z", model.constant(new long[] {-1, 1}, 2)));
    byte[] bytes = model.output("out", FLOAT, -1, 1).build();
    try (Generator generator = Generator.load(bytes, DEFAULTS)) {
      assertThatThrownBy(() -> generator.sample(2, 1)).isInstanceOf(RunException.class);
    }
  }

  @Test
  void inputsThatNoMemoryHoldsAreRefused() {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, -1, -1);
    model.input("table", FLOAT, 1 << 20, 1 << 20);
    model.nodeTo("out", "Identity", List.of("z"));
    byte[] bytes = model.output("out", FLOAT, -1, -1).build();
    // The size of a sample is found by a run on zeros, which this input does not allow.
    assertThatThrownBy(
            () ->
                Generator.load(bytes, GeneratorOptions.of(o -> o.latentInput("z").latentShape(3))))
        .isInstanceOf(GeneratorException.class)
        .hasMessageContaining("none holds more than 2^31 bytes");
    try (Generator generator = Generator.load(labelled(), DEFAULTS)) {
      SampleRequest many =
          SampleRequest.of(Integer.MAX_VALUE).input("label", TensorData.of(new long[1], 1));
      assertThatThrownBy(() -> generator.sample(many))
          .isInstanceOf(GeneratorException.class)
          .hasMessageContaining("needs a buffer of 17179869176 bytes");
      float[] latent = {1, 2, 3};
      TensorData end = TensorData.of(latent, 3);
      assertThatThrownBy(() -> generator.interpolate(end, end, Integer.MAX_VALUE))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("more than one array holds");
    }
  }

  @Test
  void aModelWithoutOutputsIsRefused() {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, -1, 3);
    model.nodeTo("out", "Identity", List.of("z"));
    assertThatThrownBy(
            () -> Generator.load(model.build(), GeneratorOptions.of(o -> o.output("out"))))
        .isInstanceOf(ModelLoadException.class);
  }
}
