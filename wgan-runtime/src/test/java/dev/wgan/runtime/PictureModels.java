package dev.wgan.runtime;

import static dev.wgan.runtime.ModelBuilder.FLOAT;
import static dev.wgan.runtime.ModelBuilder.integer;
import static dev.wgan.runtime.ModelBuilder.ints;
import static dev.wgan.runtime.ModelBuilder.text;

import java.util.List;

/** Models that make pictures of pictures, with random weights. */
final class PictureModels {
  /** The skip connection of an upscaler. */
  enum Skip {
    NONE,
    NEAREST,
    CUBIC
  }

  private PictureModels() {}

  private static ModelBuilder described(String task, int channels, int overlap, int multiple) {
    return new ModelBuilder()
        .meta("wgan.task", task)
        .meta("wgan.input.image", "image")
        .meta("wgan.output", "picture")
        .meta("wgan.sample.kind", "image")
        .meta("wgan.sample.shape", channels + ",64,64")
        .meta("wgan.sample.range", "-1.0,1.0")
        .meta("wgan.image.overlap", String.valueOf(overlap))
        .meta("wgan.image.multiple", String.valueOf(multiple));
  }

  /** Three convolutions, one of them dilated, PixelShuffle and a skip connection. */
  static byte[] upscaler(int channels, int factor, Skip skip) {
    return upscalerBuilder(channels, factor, skip).build();
  }

  static ModelBuilder upscalerBuilder(int channels, int factor, Skip skip) {
    ModelBuilder model =
        described("upscale", channels, 6, 1)
            .meta("wgan.upscale.factor", String.valueOf(factor))
            .meta("wgan.upscale.degradation", "box")
            .input("image", FLOAT, -1, channels, -1, -1);
    String hidden = relu(model, conv(model, "image", channels, 16, 1, 1));
    hidden = relu(model, conv(model, hidden, 16, 16, 2, 1));
    hidden = conv(model, hidden, 16, channels * factor * factor, 1, 1);
    String large =
        model.node(
            "DepthToSpace", List.of(hidden), integer("blocksize", factor), text("mode", "CRD"));
    if (skip == Skip.NONE) {
      model.nodeTo("picture", "Identity", List.of(large));
    } else {
      String scales = model.constant(new float[] {1, 1, factor, factor}, 4);
      String base =
          model.node(
              "Resize",
              List.of("image", "", scales),
              text("mode", skip == Skip.CUBIC ? "cubic" : "nearest"),
              text(
                  "coordinate_transformation_mode",
                  skip == Skip.CUBIC ? "half_pixel" : "asymmetric"),
              text("nearest_mode", "floor"));
      model.nodeTo("picture", "Add", List.of(large, base));
    }
    return model.output("picture", FLOAT, -1, channels, -1, -1);
  }

  /** Doubles each pixel of a grey picture. */
  static ModelBuilder nearest() {
    ModelBuilder model =
        described("upscale", 1, 0, 1)
            .meta("wgan.upscale.factor", "2")
            .meta("wgan.upscale.degradation", "box")
            .input("image", FLOAT, -1, 1, -1, -1);
    String scales = model.constant(new float[] {1, 1, 2, 2}, 4);
    model.nodeTo(
        "picture",
        "Resize",
        List.of("image", "", scales),
        text("mode", "nearest"),
        text("coordinate_transformation_mode", "asymmetric"),
        text("nearest_mode", "floor"));
    return model.output("picture", FLOAT, -1, 1, -1, -1);
  }

  /** Doubles each pixel of a grey picture of one size, and states no overlap. */
  static byte[] fixed(int width, int height) {
    ModelBuilder model =
        new ModelBuilder()
            .meta("wgan.task", "upscale")
            .meta("wgan.input.image", "image")
            .meta("wgan.output", "picture")
            .meta("wgan.sample.kind", "image")
            .meta("wgan.upscale.factor", "2")
            .input("image", FLOAT, -1, 1, height, width);
    String scales = model.constant(new float[] {1, 1, 2, 2}, 4);
    model.nodeTo("picture", "Resize", List.of("image", "", scales), text("mode", "nearest"));
    return model.output("picture", FLOAT, -1, 1, 2L * height, 2L * width).build();
  }

  /** Writes small models for the tests of other modules. */
  public static void main(String[] folder) throws java.io.IOException {
    java.nio.file.Path to = java.nio.file.Path.of(folder[0]);
    java.nio.file.Files.write(to.resolve("upscaler.onnx"), upscaler(3, 2, Skip.NEAREST));
    java.nio.file.Files.write(to.resolve("inpainter.onnx"), inpainter(3));
  }

  /** An encoder of half the size, a dilated convolution, and a decoder. */
  static byte[] inpainter(int channels) {
    ModelBuilder model =
        described("inpaint", channels, 14, 2)
            .meta("wgan.input.mask", "mask")
            .input("image", FLOAT, -1, channels, -1, -1)
            .input("mask", FLOAT, -1, 1, -1, -1);
    String one = model.constant(new float[] {1}, 1);
    String given = model.node("Sub", List.of(one, "mask"));
    String visible = model.node("Mul", List.of("image", given));
    String both = model.node("Concat", List.of(visible, "mask"), integer("axis", 1));
    String hidden = relu(model, conv(model, both, channels + 1, 16, 1, 1));
    hidden = relu(model, conv(model, hidden, 16, 16, 1, 2));
    hidden = relu(model, conv(model, hidden, 16, 16, 4, 1));
    hidden = conv(model, hidden, 16, 4 * channels, 1, 1);
    String large =
        model.node("DepthToSpace", List.of(hidden), integer("blocksize", 2), text("mode", "CRD"));
    String filled = model.node("Mul", List.of(model.node("Tanh", List.of(large)), "mask"));
    model.nodeTo("picture", "Add", List.of(filled, visible));
    return model.output("picture", FLOAT, -1, channels, -1, -1).build();
  }

  private static String relu(ModelBuilder model, String from) {
    return model.node("Relu", List.of(from));
  }

  private static String conv(
      ModelBuilder model, String from, int in, int out, int dilation, int stride) {
    int kernel = stride == 1 ? 3 : 4;
    return model.node(
        "Conv",
        List.of(
            from,
            model.weight(0.6 / Math.sqrt(in * kernel * kernel), out, in, kernel, kernel),
            model.weight(0.05, out)),
        ints("dilations", dilation, dilation),
        ints("strides", stride, stride),
        ints("pads", dilation, dilation, dilation, dilation));
  }
}
