package dev.wgan.runtime;

import static dev.wgan.runtime.ModelBuilder.FLOAT;
import static dev.wgan.runtime.ModelBuilder.INT64;
import static dev.wgan.runtime.ModelBuilder.UINT8;
import static dev.wgan.runtime.ModelBuilder.integer;
import static dev.wgan.runtime.ModelBuilder.ints;

import java.util.List;

/** Models of the kinds that generators come in, with random weights. */
final class TestModels {
  private TestModels() {}

  private static ModelBuilder described(String sampleShape, String kind) {
    return new ModelBuilder()
        .meta("wgan.input.latent", "latent")
        .meta("wgan.latent.distribution", "normal")
        .meta("wgan.output", "samples")
        .meta("wgan.sample.kind", kind)
        .meta("wgan.sample.shape", sampleShape)
        .meta("wgan.sample.range", "-1.0,1.0")
        .meta("wgan.training.preset", "wgan")
        .meta("wgan.training.seed", "1");
  }

  /** The article's shape: latent [100] through two hidden layers to images [1, 28, 28]. */
  static byte[] mlp() {
    ModelBuilder model = described("1,28,28", "image").meta("wgan.latent.shape", "100");
    model.input("latent", FLOAT, -1, 100);
    String hidden = linear(model, "latent", 100, 128, "Relu");
    hidden = linear(model, hidden, 128, 256, "Relu");
    hidden = linear(model, hidden, 256, 784, "Tanh");
    String shape = model.constant(new long[] {-1, 1, 28, 28}, 4);
    model.nodeTo("samples", "Reshape", List.of(hidden, shape));
    return model.output("samples", FLOAT, -1, 1, 28, 28).build();
  }

  /** A convolutional generator: latent [16, 1, 1] to images [3, 16, 16]. */
  static byte[] conv() {
    ModelBuilder model = described("3,16,16", "image").meta("wgan.latent.shape", "16,1,1");
    model.input("latent", FLOAT, -1, 16, 1, 1);
    String hidden = deconv(model, "latent", 16, 32, 1, 0);
    hidden = deconv(model, model.node("Relu", List.of(hidden)), 32, 16, 2, 1);
    hidden = deconv(model, model.node("Relu", List.of(hidden)), 16, 3, 2, 1);
    model.nodeTo("samples", "Tanh", List.of(hidden));
    return model.output("samples", FLOAT, -1, 3, 16, 16).build();
  }

  /** Class-conditional: latent [8] and a label of three classes to vectors [4]. */
  static byte[] conditional() {
    ModelBuilder model =
        described("4", "vector")
            .meta("wgan.latent.shape", "8")
            .meta("wgan.input.label", "label")
            .meta("wgan.classes", "T-shirt/top,Ankle boot,caf%C3%A9");
    model.input("latent", FLOAT, -1, 8).input("label", INT64, -1);
    String embedded = model.node("Gather", List.of(model.weight(1, 3, 8), "label"));
    String sum = model.node("Add", List.of("latent", embedded));
    model.nodeTo("samples", "MatMul", List.of(sum, model.weight(0.3, 8, 4)));
    return model.output("samples", FLOAT, -1, 4).build();
  }

  /** Unsigned bytes: latent [8] to images [3, 2, 2]. */
  static byte[] bytes() {
    ModelBuilder model =
        described("3,2,2", "image")
            .meta("wgan.latent.shape", "8")
            .meta("wgan.sample.range", "0,255");
    model.input("latent", FLOAT, -1, 8);
    String hidden = linear(model, "latent", 8, 12, "Sigmoid");
    String scaled = model.node("Mul", List.of(hidden, model.constant(new float[] {255})));
    String shaped =
        model.node("Reshape", List.of(scaled, model.constant(new long[] {-1, 3, 2, 2}, 4)));
    model.nodeTo("samples", "Cast", List.of(shaped), integer("to", UINT8));
    return model.output("samples", UINT8, -1, 3, 2, 2).build();
  }

  /** A table of three columns whose standardisation is undone at sampling. */
  static byte[] table() {
    ModelBuilder model =
        described("3", "table")
            .meta("wgan.latent.shape", "3")
            .meta("wgan.latent.distribution", "uniform")
            .meta("wgan.table.columns", "height,weight,shoe%20size")
            .meta("wgan.table.mean", "170.0,70.0,42.0")
            .meta("wgan.table.scale", "10.0,12.0,2.0");
    model.input("latent", FLOAT, -1, 3);
    model.nodeTo("samples", "Identity", List.of("latent"));
    return model.output("samples", FLOAT, -1, 3).build();
  }

  /** A run of many slow steps: 256 samples take about a second of one core. */
  static byte[] slow() {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, -1, 1024);
    String weight = model.weight(0.03, 1024, 1024);
    String hidden = "z";
    for (int i = 0; i < 100; i++) {
      hidden = model.node("Tanh", List.of(model.node("MatMul", List.of(hidden, weight))));
    }
    model.nodeTo("out", "Slice", slice(model, hidden));
    return model.output("out", FLOAT, -1, 4).build();
  }

  private static List<String> slice(ModelBuilder model, String from) {
    String zero = model.constant(new long[] {0}, 1);
    String four = model.constant(new long[] {4}, 1);
    return List.of(from, zero, four, model.constant(new long[] {1}, 1));
  }

  /** The square root of a normal value: NaN for every other sample. */
  static byte[] nan() {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, -1, 1);
    model.nodeTo("out", "Sqrt", List.of("z"));
    return model.output("out", FLOAT, -1, 1).build();
  }

  static String linear(ModelBuilder model, String from, int in, int out, String activation) {
    String product = model.node("MatMul", List.of(from, model.weight(0.15, in, out)));
    return model.node(
        activation, List.of(model.node("Add", List.of(product, model.weight(0.1, out)))));
  }

  private static String deconv(
      ModelBuilder model, String from, int in, int out, int stride, int pad) {
    return model.node(
        "ConvTranspose",
        List.of(from, model.weight(0.15, in, out, 4, 4)),
        ints("strides", stride, stride),
        ints("pads", pad, pad, pad, pad));
  }
}
