package dev.wgan.runtime;

import static dev.wgan.runtime.ModelBuilder.FLOAT;
import static dev.wgan.runtime.ModelBuilder.INT64;
import static dev.wgan.runtime.ModelBuilder.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Graphs that take and give other types than float32. */
class NativeTypesTest {
  private static final GeneratorOptions DEFAULTS = GeneratorOptions.defaults();
  private static final int INT32 = 6;
  private static final int BOOL = 9;
  private static final int FLOAT16 = 10;
  private static final int UINT32 = 12;

  /** A latent of one type that comes out as another. */
  private static byte[] cast(int in, int out) {
    ModelBuilder model = new ModelBuilder().input("z", in, -1, 3);
    model.nodeTo("out", "Cast", List.of("z"), integer("to", out));
    return model.output("out", out, -1, 3).build();
  }

  @ParameterizedTest
  @CsvSource({"10, 1", "10, 10", "11, 1", "11, 11", "1, 10", "1, 11", "16, 1", "1, 16"})
  void realTypesAreConverted(int in, int out) {
    try (Generator generator = Generator.load(cast(in, out), DEFAULTS)) {
      float[] latents = generator.latents(0, 5, 7).floats();
      Samples samples = generator.sample(5, 7);
      assertThat(samples.toTensor().type()).isEqualTo(TensorData.ElementType.FLOAT32);
      float[] expected = latents.clone();
      for (int i = 0; i < expected.length; i++) {
        if (in == FLOAT16 || out == FLOAT16) {
          expected[i] = HalfFloat.toFloat(HalfFloat.of(latents[i]));
        } else if (in == 16 || out == 16) {
          expected[i] = Float.intBitsToFloat(HalfFloat.brainOf(latents[i]) << 16);
        }
      }
      assertThat(samples.toArray()).containsExactly(expected);
      assertThat(generator.sample(generator.latents(0, 5, 7)).toArray()).containsExactly(expected);
      assertThat(
              generator
                  .sample(SampleRequest.of(5).input("z", generator.latents(0, 5, 7)))
                  .toArray())
          .containsExactly(expected);
      FloatBuffer into =
          java.nio.ByteBuffer.allocateDirect(60)
              .order(java.nio.ByteOrder.nativeOrder())
              .asFloatBuffer();
      try (Sampler sampler = generator.newSampler()) {
        sampler.sampleInto(7, 0, 5, into);
      }
      float[] found = new float[15];
      into.get(found);
      assertThat(found).containsExactly(expected);
    }
  }

  @Test
  void wholeNumbersComeOutAsFloatsThatHoldThem() {
    ModelBuilder model = new ModelBuilder().input("z", INT64, -1, 2);
    model.nodeTo("out", "Identity", List.of("z"));
    try (Generator generator =
        Generator.load(model.output("out", INT64, -1, 2).build(), DEFAULTS)) {
      SampleRequest request =
          SampleRequest.of(1).input("z", TensorData.of(new long[] {-3, 1 << 24}, 1, 2));
      Samples samples = generator.sample(request);
      assertThat(samples.toArray()).containsExactly(-3, 1 << 24);
      assertThat(samples.seeded()).isFalse();
      assertThatThrownBy(
              () ->
                  generator.sample(
                      SampleRequest.of(1)
                          .input("z", TensorData.of(new long[] {0, (1 << 24) + 1}, 1, 2))))
          .isInstanceOf(RunException.class)
          .hasMessageContaining("gave the whole number 16777217");
    }
  }

  @Test
  void booleansComeOutAsBytes() {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, -1, 3);
    model.nodeTo("out", "Greater", List.of("z", model.constant(new float[] {0})));
    try (Generator generator = Generator.load(model.output("out", BOOL, -1, 3).build(), DEFAULTS)) {
      float[] latents = generator.latents(0, 4, 3).floats();
      Samples samples = generator.sample(4, 3);
      assertThat(samples.toTensor().type()).isEqualTo(TensorData.ElementType.UINT8);
      for (int i = 0; i < latents.length; i++) {
        assertThat(samples.toArray()[i]).isEqualTo(latents[i] > 0 ? 1 : 0);
      }
      assertThat(generator.info().output().range()).contains(new ValueRange(0, 1));
    }
  }

  @Test
  void labelsMayBeOf32Bits() {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, -1, 1).input("label", INT32, -1);
    String table = model.constant(new float[] {10, 20, 30}, 3, 1);
    model.nodeTo("out", "Add", List.of("z", model.node("Gather", List.of(table, "label"))));
    byte[] bytes =
        ModelBuilder.withMetadata(
            model.output("out", FLOAT, -1, 1).build(),
            Map.of(
                "wgan.format", "1",
                "wgan.input.latent", "z",
                "wgan.input.label", "label",
                "wgan.classes", "a,b,c"));
    try (Generator generator = Generator.load(bytes, DEFAULTS)) {
      Samples samples = generator.sample(6, 2);
      float[] latents = generator.latents(0, 6, 2).floats();
      for (int i = 0; i < 6; i++) {
        assertThat(samples.get(i)[0]).isEqualTo(latents[i] + 10 * (samples.label(i) + 1));
      }
    }
  }

  @Test
  void whatIsTooLargeForAHalfIsRefused() throws IOException {
    try (Generator generator = Generator.load(Foreign.bytes("fp16_in.onnx"), DEFAULTS)) {
      assertThat(generator.sample(4, 1).shape()).containsExactly(12);
      TensorData large = TensorData.of(new float[] {0, 0, 0, 70000, 0, 0, 0, 0}, 1, 8);
      assertThatThrownBy(() -> generator.sample(large))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("was given the value 70000.0, which no FLOAT16 holds");
    }
  }

  @Test
  void typesThatNobodyCanGiveOrReadAreRefusedByName() {
    ModelBuilder in = new ModelBuilder().input("z", UINT32, -1, 3);
    in.nodeTo("out", "Cast", List.of("z"), integer("to", FLOAT));
    try (Generator generator = Generator.load(in.output("out", FLOAT, -1, 3).build(), DEFAULTS)) {
      assertThatThrownBy(
              () ->
                  generator.sample(
                      SampleRequest.of(1).input("z", TensorData.of(new long[3], 1, 3))))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("the input 'z' takes uint32: expected float32, float16, bfloat16")
          .hasMessageContaining("put a Cast from one of them in front of it");
    }
    assertThatThrownBy(() -> Generator.load(cast(FLOAT, UINT32), DEFAULTS))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("gives uint32 in 'out', which cannot be read as samples");
  }

  @Test
  void halvesRoundToTheNearestAndTiesToEven() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfFloat.toFloat((short) bits);
      if (Float.isNaN(value)) {
        assertThat(HalfFloat.toFloat(HalfFloat.of(value))).isNaN();
      } else {
        assertThat(HalfFloat.of(value)).isEqualTo((short) bits);
      }
      int next = (bits & 0x7FFF) + 1;
      if (next < 0x7C00) {
        // Halfway between neighbours the even one wins, and a little further the nearer.
        float low = HalfFloat.toFloat((short) (next - 1));
        float middle = (low + HalfFloat.toFloat((short) next)) / 2;
        int even = (next & 1) == 0 ? next : next - 1;
        assertThat(HalfFloat.of(middle)).isEqualTo((short) even);
        assertThat(HalfFloat.of(Math.nextUp(middle))).isEqualTo((short) next);
        assertThat(HalfFloat.of(-Math.nextDown(middle))).isEqualTo((short) (0x8000 | (next - 1)));
      }
    }
    assertThat(HalfFloat.toFloat(HalfFloat.of(65519.996f))).isEqualTo(65504);
    assertThat(HalfFloat.toFloat(HalfFloat.of(65520))).isInfinite();
    assertThat(HalfFloat.toFloat(HalfFloat.of(Float.MAX_VALUE))).isInfinite();
  }
}
