package dev.wgan.runtime;

import static dev.wgan.runtime.ModelBuilder.FLOAT;
import static dev.wgan.runtime.ModelBuilder.INT64;
import static dev.wgan.runtime.ModelBuilder.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that a network makes smaller until nothing is left end the call, not the process. */
class RunSizesTest {
  /** Down two times by a convolution, and up two times, for inputs of any length. */
  private static byte[] wave() {
    ModelBuilder model = new ModelBuilder().input("x", FLOAT, -1, 1, -1);
    String half = model.node("Conv", List.of("x", model.weight(1, 2, 1, 4)), ints("strides", 2));
    String small = model.node("Conv", List.of(half, model.weight(1, 3, 2, 4)), ints("strides", 2));
    String up =
        model.node("ConvTranspose", List.of(small, model.weight(1, 3, 2, 4)), ints("strides", 2));
    model.nodeTo("y", "ConvTranspose", List.of(up, model.weight(1, 2, 1, 4)), ints("strides", 2));
    return model.output("y", FLOAT, -1, 1, -1).build();
  }

  /** The same for images, normalized on the way down. */
  private static byte[] image() {
    ModelBuilder model = new ModelBuilder().input("x", FLOAT, -1, 1, -1, -1);
    String scale = model.weight(1, 2);
    String pooled =
        model.node("MaxPool", List.of("x"), ints("kernel_shape", 2, 2), ints("strides", 2, 2));
    String half =
        model.node("Conv", List.of(pooled, model.weight(1, 2, 1, 2, 2)), ints("strides", 2, 2));
    String normal = model.node("InstanceNormalization", List.of(half, scale, scale));
    model.nodeTo(
        "y", "ConvTranspose", List.of(normal, model.weight(1, 2, 1, 4, 4)), ints("strides", 4, 4));
    return model.output("y", FLOAT, -1, 1, -1, -1).build();
  }

  private static TensorData zeros(int... shape) {
    int count = 1;
    for (int dim : shape) {
      count *= dim;
    }
    return TensorData.of(new float[count], shape);
  }

  private static Samples run(Generator generator, TensorData x) {
    return generator.sample(SampleRequest.of(x.shape().get(0)).input("x", x));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void wavesThatAreTooShortAreRefused(int length) {
    try (Generator generator = Generator.load(wave(), GeneratorOptions.defaults())) {
      assertThatThrownBy(() -> run(generator, zeros(2, 1, length)))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("the model cannot be run on inputs of the sizes {x=[")
          .hasMessageContaining("1, %d]}, since that could end the process: ".formatted(length))
          .hasMessageEndingWith("which is empty: [1, 3, 0]");
      assertThat(run(generator, zeros(2, 1, 10)).shape()).containsExactly(1, 10);
      assertThat(run(generator, zeros(3, 1, 14)).shape()).containsExactly(1, 14);
    }
  }

  @Test
  void imagesThatAreTooSmallAreRefused() {
    try (Generator generator = Generator.load(image(), GeneratorOptions.defaults())) {
      for (int height = 1; height <= 8; height++) {
        for (int width = 1; width <= 8; width++) {
          TensorData x = zeros(1, 1, height, width);
          if (height < 4 || width < 4) {
            assertThatThrownBy(() -> run(generator, x))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("(InstanceNormalization) is given")
                .hasMessageContaining("which is empty: [1, 2, ");
          } else {
            assertThat(run(generator, x).shape()).containsExactly(1, height / 4 * 4, width / 4 * 4);
          }
        }
      }
    }
  }

  @Test
  void sizesThatAreGivenAsNumbersAreLookedAt() {
    ModelBuilder model = new ModelBuilder().input("x", FLOAT, -1, 1, 4).input("sizes", INT64, 3);
    String made = model.node("Resize", List.of("x", "", "", "sizes"));
    model.nodeTo("y", "ConvTranspose", List.of(made, model.weight(1, 1, 1, 2)));
    byte[] bytes = model.output("y", FLOAT, -1, 1, -1).build();
    try (Generator generator = Generator.load(bytes, GeneratorOptions.defaults())) {
      SampleRequest request = SampleRequest.of(1).input("x", zeros(1, 1, 4));
      assertThat(
              generator
                  .sample(request.input("sizes", TensorData.of(new long[] {1, 1, 8}, 3)))
                  .shape())
          .containsExactly(1, 9);
      assertThatThrownBy(
              () ->
                  generator.sample(request.input("sizes", TensorData.of(new long[] {1, 1, 0}, 3))))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("which is empty: [1, 1, 0]");
    }
  }

  /** A dimension of 0 is a divisor of 0 where a graph divides by it. */
  @Test
  void emptyInputsAreNotDividedBy() {
    ModelBuilder model = new ModelBuilder().input("x", FLOAT, -1, -1);
    String sizes = model.node("Shape", List.of("x"));
    String quotient = model.node("Div", List.of(model.constant(new long[] {8}, 1), sizes));
    model.nodeTo("y", "Cast", List.of(quotient), ModelBuilder.integer("to", FLOAT));
    byte[] bytes = model.output("y", FLOAT, 2).build();
    try (Generator generator = Generator.load(bytes, GeneratorOptions.defaults())) {
      assertThat(run(generator, zeros(1, 4)).toArray()).containsExactly(8, 2);
      assertThatThrownBy(() -> run(generator, zeros(1, 0)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("(Div) divides whole numbers by 'shape0', which is 0");
    }
  }

  @Test
  void latentsThatAreTooSmallAreRefusedAtLoad() {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, -1, 1, -1);
    String half = model.node("Conv", List.of("z", model.weight(1, 2, 1, 4)), ints("strides", 2));
    model.nodeTo("y", "ConvTranspose", List.of(half, model.weight(1, 2, 1, 4)));
    byte[] bytes = model.output("y", FLOAT, -1, 1, -1).build();
    assertThatThrownBy(() -> Generator.load(bytes, GeneratorOptions.of(o -> o.latentShape(1, 3))))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("which is empty: [1, 2, 0]")
        .hasMessageEndingWith("the option latentShape sets another shape");
    GeneratorOptions larger = GeneratorOptions.of(o -> o.latentShape(1, 8));
    try (Generator generator = Generator.load(bytes, larger)) {
      assertThat(generator.sample(3, 1).shape()).containsExactly(1, 6);
    }
  }
}
