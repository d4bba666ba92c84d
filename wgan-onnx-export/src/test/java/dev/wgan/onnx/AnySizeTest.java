package dev.wgan.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.network.Completion;
import dev.wgan.network.Composite;
import dev.wgan.network.Conv;
import dev.wgan.network.InputSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Upsample;
import dev.wgan.network.Weights;
import dev.wgan.network.reference.ReferenceNetwork;
import dev.wgan.network.reference.Values;
import dev.wgan.runtime.ImageOptions;
import dev.wgan.runtime.Inpainter;
import dev.wgan.runtime.Upscaler;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of layers without a fixed size are exported for every size, and proved at several. */
class AnySizeTest {
  private static final ImageOptions TESTED = ImageOptions.of(builder -> builder.selfTest(true));

  @TempDir private Path folder = Path.of("");

  private static NetworkSpec upscaler(int factor) {
    return NetworkSpec.of(
        InputSpec.image(Shape.of(3, 16, 16)),
        new Composite.Residual(
            List.of(
                Conv.of2d(3, 8, 3, 1, 1),
                Conv.of2d(8, 3 * factor * factor, 3, 1, 1),
                new Reshaping.PixelShuffle(factor)),
            List.of(new Upsample(List.of(factor, factor), Upsample.Mode.CUBIC, false))));
  }

  private static NetworkSpec inpainter() {
    return new NetworkSpec(
        List.of(InputSpec.image(Shape.of(3, 16, 16)), InputSpec.mask(16, 16)),
        List.of(
            new Completion.PyramidFill("mask", 3, 2),
            Conv.of2d(3, 4, 3, 1, 1),
            Conv.of2d(4, 3, 3, 1, 1),
            new Completion.Blend("mask", "image")));
  }

  @Test
  void theGraphLeavesHeightAndWidthOpenAndIsProvedAtThreeSizes() throws IOException {
    for (int factor = 2; factor <= 4; factor++) {
      NetworkSpec network = upscaler(factor);
      Path file = folder.resolve("x" + factor + ".onnx");
      ExportReport report =
          OnnxExporter.of(ExportOptions.defaults())
              .export(network, Networks.weights(network, 1), file);
      assertThat(report.parity()).extracting(Parity::against).hasSize(3);
      assertThat(report.parity()).allMatch(Parity::holds);
      assertThat(report.goldenCases()).isEqualTo(3);
      try (OrtModel model = OrtModel.open(file);
          Upscaler upscaler = Upscaler.load(file, TESTED)) {
        assertThat(model.outputShape("samples")).containsExactly(-1, 3, -1, -1);
        assertThat(upscaler.factor()).isEqualTo(factor);
        assertThat(upscaler.selfTest().samples()).isEqualTo(3);
        assertThat(upscaler.info().metadata())
            .containsEntry("wgan.task", "upscale")
            .containsEntry("wgan.golden.heights", "16,9,9")
            .containsEntry("wgan.golden.widths", "16,6,24");
      }
    }
  }

  @Test
  void aPictureOfAnotherSizeIsWhatTheDefinitionMakesOfIt() throws IOException {
    NetworkSpec network = upscaler(2);
    Weights weights = Networks.weights(network, 1);
    Path file = folder.resolve("x2.onnx");
    OnnxExporter.of(ExportOptions.defaults()).export(network, weights, file);
    int height = 21;
    int width = 34;
    BufferedImage picture = noise(width, height);
    float[] expected =
        ReferenceNetwork.run(
                network.resized(height, width), weights, Map.of("image", values(picture)))
            .toFloats();
    try (Upscaler upscaler = Upscaler.load(file)) {
      BufferedImage large = upscaler.upscale(picture);
      assertThat(large.getWidth()).isEqualTo(2 * width);
      for (int i = 0; i < 4 * width * height; i++) {
        int rgb = large.getRGB(i % (2 * width), i / (2 * width));
        for (int c = 0; c < 3; c++) {
          float value = (expected[c * 4 * width * height + i] + 1) * 127.5f;
          float clamped = Math.max(0, Math.min(255, value));
          assertThat((float) (rgb >> (16 - 8 * c) & 255)).isCloseTo(clamped, within(0.51f));
        }
      }
    }
  }

  @Test
  void holesOfAnotherSizeAreFilledAndTheRestIsKept() throws IOException {
    NetworkSpec network = inpainter();
    Path file = folder.resolve("inpaint.onnx");
    ExportReport report =
        OnnxExporter.of(ExportOptions.defaults())
            .export(network, Networks.weights(network, 2), file);
    assertThat(report.parity()).hasSize(3).allMatch(Parity::holds);
    BufferedImage picture = noise(45, 30);
    BufferedImage mask = new BufferedImage(45, 30, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 60; i++) {
      mask.setRGB(20 + i % 6, 10 + i / 6, 0xFFFFFF);
    }
    try (Inpainter inpainter = Inpainter.load(file, TESTED)) {
      BufferedImage whole = inpainter.inpaint(picture, mask);
      int changed = 0;
      for (int y = 0; y < 30; y++) {
        for (int x = 0; x < 45; x++) {
          boolean hole = (mask.getRGB(x, y) & 255) > 127;
          boolean same = whole.getRGB(x, y) == picture.getRGB(x, y);
          assertThat(hole || same).isTrue();
          changed += same ? 0 : 1;
        }
      }
      assertThat(changed).isGreaterThan(50);
    }
  }

  private static BufferedImage noise(int width, int height) {
    Random random = new Random(3);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, random.nextInt(1 << 24));
    }
    return image;
  }

  private static Values values(BufferedImage image) {
    int plane = image.getWidth() * image.getHeight();
    float[] values = new float[3 * plane];
    for (int i = 0; i < plane; i++) {
      int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
      for (int c = 0; c < 3; c++) {
        values[c * plane + i] = (rgb >> (16 - 8 * c) & 255) / 127.5f - 1;
      }
    }
    return Values.of(1, Shape.of(3, image.getHeight(), image.getWidth()), values);
  }
}
