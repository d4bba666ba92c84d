package dev.wgan.runtime;

import static dev.wgan.runtime.ModelBuilder.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How foreign samples are drawn: in which layout, and between which values. */
class ForeignPicturesTest {
  private static final ValueRange UNIT = new ValueRange(0, 1);

  private static Generator nhwc(GeneratorOptions options) throws IOException {
    return Generator.load(Foreign.bytes("nhwc_rgb.onnx"), options);
  }

  @Test
  void channelsLastAreDrawnOnlyWhenSaid() throws IOException {
    try (Generator generator = nhwc(GeneratorOptions.of(o -> o.range(UNIT)))) {
      assertThat(generator.info().output().kind()).isEqualTo(SampleKind.VECTOR);
      assertThatThrownBy(() -> generator.sample(2, 1).image(0))
          .isInstanceOf(NotDrawableException.class)
          .hasMessage(
              "samples of shape [8, 8, 3] look like images with their channels last: say with the"
                  + " option layout that they are");
    }
    GeneratorOptions last =
        GeneratorOptions.of(o -> o.range(UNIT).layout(ImageLayout.CHANNELS_LAST));
    try (Generator generator = nhwc(last)) {
      assertThat(generator.info().output().kind()).isEqualTo(SampleKind.IMAGE);
      Samples samples = generator.sample(2, 1);
      float[] values = samples.get(1);
      BufferedImage image = samples.image(1);
      for (int y = 0; y < 8; y++) {
        for (int x = 0; x < 8; x++) {
          for (int c = 0; c < 3; c++) {
            assertThat(image.getRaster().getSample(x, y, c))
                .isEqualTo(UNIT.toByte(values[(y * 8 + x) * 3 + c]));
          }
        }
      }
      assertThat(samples.grid(2).getRaster().getSample(12, 2, 2)).isEqualTo(UNIT.toByte(values[2]));
    }
    GeneratorOptions first =
        GeneratorOptions.of(o -> o.range(UNIT).layout(ImageLayout.CHANNELS_FIRST));
    try (Generator generator = nhwc(first)) {
      assertThatThrownBy(() -> generator.sample(1, 1).image(0))
          .isInstanceOf(NotDrawableException.class)
          .hasMessageContaining("samples of shape [8, 8, 3] are not images");
    }
  }

  @Test
  void aShapeThatWouldScrambleIsRefused() {
    assertThatThrownBy(() -> nhwc(GeneratorOptions.of(o -> o.sampleShape(3, 8, 8))))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("which the shape [3, 8, 8] would scramble")
        .hasMessageContaining("the option layout");
  }

  @Test
  void whatMayBeEitherIsAskedFor() {
    assertThat(ImageDims.layout(List.of(3, 2, 4))).isEmpty();
    assertThat(ImageDims.layout(List.of(1, 28, 28))).contains(ImageLayout.CHANNELS_FIRST);
    assertThat(ImageDims.layout(List.of(3, -1, -1))).contains(ImageLayout.CHANNELS_FIRST);
    assertThat(ImageDims.layout(List.of(28, 28, 1))).isEmpty();
    assertThat(ImageDims.layout(List.of(28, 28))).contains(ImageLayout.CHANNELS_FIRST);
    assertThat(ImageDims.layout(List.of(28, 2))).isEmpty();
    assertThat(ImageDims.layout(List.of(784))).isEmpty();
    ModelOutput either =
        new ModelOutput(
            "x",
            TensorData.ElementType.FLOAT32,
            SampleKind.VECTOR,
            List.of(3, 2, 4),
            Optional.of(UNIT),
            Optional.empty(),
            OptionalInt.empty());
    assertThatThrownBy(() -> ImageRenderer.of(either))
        .isInstanceOf(NotDrawableException.class)
        .hasMessageContaining("may be images with their channels first or last");
  }

  @Test
  void dimensionsGivenToFlatSamplesAreInTheOrderAskedFor() throws IOException {
    GeneratorOptions given = GeneratorOptions.of(o -> o.sampleShape(1, 3, 4).range(UNIT));
    try (Generator generator = Generator.load(Foreign.bytes("rank1_latent.onnx"), given)) {
      assertThat(generator.sample(1, 1).image(0).getWidth()).isEqualTo(4);
    }
    GeneratorOptions last = GeneratorOptions.of(o -> o.sampleShape(2, 2, 3).range(UNIT));
    try (Generator generator = Generator.load(Foreign.bytes("rank1_latent.onnx"), last)) {
      assertThatThrownBy(() -> generator.sample(1, 1).image(0))
          .isInstanceOf(NotDrawableException.class)
          .hasMessageContaining("look like images with their channels last");
    }
  }

  @Test
  void matricesAreDrawnGrey() {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, -1, 9, 8);
    model.nodeTo("out", "Sigmoid", List.of("z"));
    byte[] bytes = model.output("out", FLOAT, -1, 9, 8).build();
    try (Generator generator = Generator.load(bytes, GeneratorOptions.defaults())) {
      Samples samples = generator.sample(1, 1);
      BufferedImage image = samples.image(0);
      assertThat(image.getWidth()).isEqualTo(8);
      assertThat(image.getHeight()).isEqualTo(9);
      assertThat(image.getRaster().getSample(3, 2, 0))
          .isEqualTo(UNIT.toByte(samples.get(0)[2 * 8 + 3]));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Tanh, -1, 1",
    "Sigmoid, 0, 1",
    "Sigmoid*255, 0, 255",
    "Tanh+1 /2, 0, 1",
    "Tanh*0.5 +0.5, 0, 1",
    "Tanh*-1, -1, 1",
    "Tanh+1 *127.5, 0, 255",
    "Clip:0:1, 0, 1",
    "Sigmoid*2 Clip:0.5:1.5, 0.5, 1.5",
    "Tanh Relu, 0, 1",
    "Tanh Identity, -1, 1",
    "Softmax, 0, 1",
  })
  void lastOperatorsBoundTheRange(String chain, float low, float high) {
    try (Generator generator = Generator.load(chain(chain), GeneratorOptions.defaults())) {
      assertThat(generator.info().output().range()).contains(new ValueRange(low, high));
      float[] values = generator.sample(200, 1).toArray();
      for (float value : values) {
        assertThat(value).isBetween(low, high);
      }
      assertThat(generator.sample(2, 1).image(1)).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"Identity", "Relu", "Sigmoid Exp", "Clip:0:", "Tanh*0"})
  void aRangeThatNothingBoundsIsAskedFor(String chain) {
    byte[] bytes = chain(chain);
    try (Generator generator = Generator.load(bytes, GeneratorOptions.defaults())) {
      assertThat(generator.info().output().range()).isEmpty();
      Samples samples = generator.sample(2, 1);
      assertThat(samples.toArray()).hasSize(128);
      assertThatThrownBy(() -> samples.image(0))
          .isInstanceOf(NotDrawableException.class)
          .hasMessageContaining("does not bound its values")
          .hasMessageContaining("say with the option range what they are");
    }
    try (Generator generator =
        Generator.load(bytes, GeneratorOptions.of(o -> o.range(new ValueRange(0, 2))))) {
      assertThat(generator.sample(2, 1).gridBytes()).isNotEmpty();
    }
  }

  /** A generator of images [1, 8, 8] that ends in operators such as "Tanh*0.5 +0.5". */
  private static byte[] chain(String chain) {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, -1, 1, 8, 8);
    String value = "z";
    for (String step : chain.replaceAll("([*/+])", " $1").trim().split(" +", -1)) {
      String[] parts = step.split(":", -1);
      if ("*/+".indexOf(step.charAt(0)) >= 0) {
        String operator = List.of("Mul", "Div", "Add").get("*/+".indexOf(step.charAt(0)));
        String number = model.constant(new float[] {Float.parseFloat(step.substring(1))});
        value = model.node(operator, List.of(value, number));
      } else if (parts.length == 3) {
        String min = model.constant(new float[] {Float.parseFloat(parts[1])});
        String max =
            parts[2].isEmpty() ? "" : model.constant(new float[] {Float.parseFloat(parts[2])});
        value =
            model.node(parts[0], max.isEmpty() ? List.of(value, min) : List.of(value, min, max));
      } else {
        value = model.node(step, List.of(value));
      }
    }
    model.nodeTo("out", "Identity", List.of(value));
    return model.output("out", FLOAT, -1, 1, 8, 8).build();
  }
}
