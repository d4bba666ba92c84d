package dev.wgan.runtime;

import static dev.wgan.runtime.ModelBuilder.FLOAT;
import static dev.wgan.runtime.ModelBuilder.INT64;
import static dev.wgan.runtime.ModelBuilder.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Graphs that declare no shapes, open ones, or none that counts samples. */
class ForeignShapesTest {
  private static final GeneratorOptions DEFAULTS = GeneratorOptions.defaults();

  private static Generator load(String name, GeneratorOptions options) throws IOException {
    return Generator.load(Foreign.bytes(name + ".onnx"), options);
  }

  private static TensorData ramp(int... shape) {
    int elements = 1;
    for (int dim : shape) {
      elements *= dim;
    }
    float[] values = new float[elements];
    for (int i = 0; i < elements; i++) {
      values[i] = i % 7 / 7f;
    }
    return TensorData.of(values, shape);
  }

  @Test
  void anOutputOfUnknownRankIsFoundByARun() throws IOException {
    try (Generator generator = load("unknown_rank_out", DEFAULTS)) {
      assertThat(generator.info().output().shape()).containsExactly(12);
      assertThat(generator.info().frozenBatch()).isZero();
      assertThat(generator.sampleRange(3, 2, 1).toArray())
          .containsExactly(java.util.Arrays.copyOfRange(generator.sample(5, 1).toArray(), 36, 60));
    }
    GeneratorOptions matrix = GeneratorOptions.of(o -> o.sampleShape(1, 3, 4));
    try (Generator generator = load("unknown_rank_out", matrix)) {
      assertThat(generator.sample(5, 1).shape()).containsExactly(1, 3, 4);
    }
    assertThatThrownBy(() -> load("unknown_rank_out", GeneratorOptions.of(o -> o.sampleShape(13))))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining(
            "gives samples of shape [12] in 'img': they are not samples of shape [13]")
        .hasMessageContaining("set the option sampleShape to one of 12 elements");
  }

  @Test
  void aLatentOfUnknownRankIsTheSizeThatTheCallerSays() throws IOException {
    try (Generator generator =
        load("unknown_rank_in", GeneratorOptions.of(o -> o.latentShape(8)))) {
      assertThat(generator.sample(5, 1).shape()).containsExactly(12);
      assertThat(generator.latents(0, 2, 1).shape()).containsExactly(2, 8);
      assertThat(generator.sample(generator.latents(0, 2, 1)).toArray())
          .containsExactly(generator.sample(2, 1).toArray());
    }
    assertThatThrownBy(() -> load("unknown_rank_in", GeneratorOptions.of(o -> o.latentShape(7))))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("cannot be run on inputs of shape [[7]]")
        .hasMessageContaining("the option latentShape sets another shape");
    try (Generator generator = load("unknown_rank_in", DEFAULTS)) {
      assertThatThrownBy(() -> generator.sample(1, 1))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("must be given the inputs [z (float n x any shape)] by name");
      assertThat(generator.sample(SampleRequest.of(2).input("z", ramp(2, 8))).shape())
          .containsExactly(12);
    }
    GeneratorOptions named = GeneratorOptions.of(o -> o.latentInput("z"));
    assertThatThrownBy(() -> load("unknown_rank_in", named))
        .hasMessageContaining(
            "does not say how large the latent 'z' of shape unknown rank is: set");
  }

  @Test
  void heightAndWidthAreThoseOfEachCall() throws IOException {
    try (Generator generator = load("srgan", DEFAULTS)) {
      for (int[] size : new int[][] {{1, 8, 8}, {3, 5, 9}, {2, 1, 30}}) {
        SampleRequest request =
            SampleRequest.of(size[0]).input("lr", ramp(size[0], 3, size[1], size[2]));
        Samples large = generator.sample(request.timeout(Duration.ofMinutes(1)));
        assertThat(large.shape()).containsExactly(3, 4 * size[1], 4 * size[2]);
        assertThat(large.seeded()).isFalse();
        assertThatThrownBy(large::seed).isInstanceOf(IllegalStateException.class);
        assertThat(large.get(size[0] - 1)[0])
            .isEqualTo(
                ramp(size[0], 3, size[1], size[2]).floats()[(size[0] - 1) * 3 * size[1] * size[2]]);
      }
    }
  }

  @Test
  void imagesAreNotTakenForNoise() throws IOException {
    try (Generator generator = load("pix2pix_big", DEFAULTS)) {
      assertThat(generator.info().input(ModelInput.Role.LATENT)).isEmpty();
      Samples turned = generator.sample(SampleRequest.of(1).input("photo", ramp(1, 3, 2400, 2400)));
      assertThat(turned.shape()).containsExactly(3, 2400, 2400);
    }
    try (Generator generator = load("lama", DEFAULTS)) {
      SampleRequest request =
          SampleRequest.of(2)
              .input("image", ramp(2, 3, 8, 8))
              .input("mask", TensorData.of(new float[64], 1, 1, 8, 8));
      Samples whole = generator.sample(request);
      assertThat(whole.seeded()).isFalse();
      assertThat(generator.sample(request.seed(5)).seeded()).isFalse();
    }
  }

  @Test
  void anInputThatIsGivenIsNotDrawn() throws IOException {
    try (Generator generator = load("name_equals", DEFAULTS)) {
      assertThat(generator.sample(2, 1).seeded()).isTrue();
      assertThat(generator.sample(SampleRequest.of(2).seed(1).input("a=b", ramp(2, 8))).seeded())
          .isFalse();
    }
  }

  @Test
  void aGraphForOneSampleMakesOneAtATime() throws IOException {
    try (Generator generator = load("rank1_latent", DEFAULTS)) {
      assertThat(generator.info().input(ModelInput.Role.LATENT).orElseThrow().shape())
          .containsExactly(8);
      Samples four = generator.sample(4, 1);
      assertThat(four.shape()).containsExactly(12);
      assertThat(four.get(3)).isEqualTo(generator.sampleRange(3, 1, 1).get(0));
      assertThat(generator.sample(generator.latents(0, 4, 1)).toArray())
          .containsExactly(four.toArray());
      TensorData second = TensorData.of(generator.latents(1, 1, 1).floats(), 8);
      assertThat(generator.sample(SampleRequest.of(1).input("z", second)).get(0))
          .containsExactly(four.get(1));
    }
    try (Generator generator = load("squeezed_chw", DEFAULTS)) {
      Samples three = generator.sample(3, 1);
      assertThat(three.shape()).containsExactly(3, 2, 4);
      assertThat(three.get(2)).isEqualTo(generator.sampleRange(2, 1, 1).get(0));
      assertThat(three.get(0)).isNotEqualTo(three.get(1));
    }
  }

  @Test
  void anOutputOfOtherSizeThanTheBatchIsOneSample() {
    ModelBuilder model = new ModelBuilder().input("x", FLOAT, 2, 3);
    model.nodeTo("out", "Transpose", List.of("x"), ints("perm", 1, 0));
    byte[] bytes = model.output("out", FLOAT, 3, 2).build();
    try (Generator generator = Generator.load(bytes, DEFAULTS)) {
      TensorData given = TensorData.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
      Samples turned = generator.sample(SampleRequest.of(1).input("x", given));
      assertThat(turned.shape()).containsExactly(3, 2);
      assertThat(turned.toArray()).containsExactly(1, 4, 2, 5, 3, 6);
      assertThat(turned.seeded()).isFalse();
      assertThat(generator.sample(2, 1).size()).isEqualTo(2);
    }
  }

  @Test
  void aScalarIsASample() {
    ModelBuilder model = new ModelBuilder().input("x", FLOAT, -1, 3);
    model.nodeTo("out", "ReduceSum", List.of("x"), ModelBuilder.integer("keepdims", 0));
    byte[] bytes = model.output("out", FLOAT).build();
    try (Generator generator = Generator.load(bytes, DEFAULTS)) {
      Samples sums = generator.sample(2, 1);
      assertThat(sums.shape()).isEmpty();
      float[] latents = generator.latents(1, 1, 1).floats();
      assertThat(sums.get(1)[0]).isEqualTo(latents[0] + latents[1] + latents[2]);
    }
  }

  @Test
  void thatNothingComesOutIsSaidAtOnce() {
    ModelBuilder model = new ModelBuilder().input("x", FLOAT, 2, 3);
    model.nodeTo("out", "Slice", List.of("x", zero(model), zero(model)));
    byte[] bytes = model.output("out", FLOAT, 0, 3).build();
    assertThatThrownBy(() -> Generator.load(bytes, DEFAULTS))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("expected no dimension of 0");
  }

  private static String zero(ModelBuilder model) {
    return model.constant(new long[] {0}, 1);
  }

  @Test
  void givenLatentsOfAConditionalModelNeedAClass() {
    try (Generator generator = Generator.load(TestModels.conditional(), DEFAULTS)) {
      TensorData latents = generator.latents(0, 3, 1);
      TensorData from = generator.latents(0, 1, 1);
      TensorData to = generator.latents(1, 1, 1);
      assertThatThrownBy(() -> generator.sample(latents))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("is class-conditional, and was given latents without a class")
          .hasMessageContaining("Ankle boot");
      assertThatThrownBy(() -> generator.interpolate(from, to, 4))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("without a class");
      assertThatThrownBy(() -> generator.sample(SampleRequest.of(3).input("latent", latents)))
          .isInstanceOf(InputException.class);
      Samples boots = generator.sample(SampleRequest.ofLatents(latents).label(1));
      assertThat(boots.toArray()).containsExactly(generator.sample(3, 1, 1).toArray());
      assertThat(boots.seeded()).isFalse();
      Samples path = generator.interpolate(from, to, 4, 1);
      assertThat(path.get(0)).containsExactly(boots.get(0));
      assertThat(path.label(3)).isEqualTo(1);
      Samples labels =
          generator.sample(
              SampleRequest.ofLatents(latents)
                  .input("label", TensorData.of(new long[] {1, 1, 1}, 3)));
      assertThat(labels.toArray()).containsExactly(boots.toArray());
    }
  }

  @Test
  void theNumberOfSamplesIsThatOfTheGivenRows() throws IOException {
    try (Generator generator = load("lama", DEFAULTS)) {
      assertThat(generator.info().count(java.util.Map.of("mask", ramp(5, 1, 8, 8)))).hasValue(5);
      assertThat(generator.info().count(java.util.Map.of())).isEmpty();
    }
    ModelBuilder model = new ModelBuilder().input("x", INT64);
    model.nodeTo("out", "Identity", List.of("x"));
    try (Generator generator = Generator.load(model.output("out", INT64).build(), DEFAULTS)) {
      assertThat(generator.info().count(java.util.Map.of("x", TensorData.of(new long[] {5}))))
          .hasValue(1);
    }
  }
}
