package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Weights;
import dev.wgan.network.reference.ReferenceNetwork;
import dev.wgan.network.reference.Values;
import dev.wgan.onnx.ExportOptions;
import dev.wgan.onnx.OnnxExporter;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.SampleRequest;
import dev.wgan.runtime.TensorData;
import dev.wgan.train.architecture.Architecture;
import dev.wgan.train.architecture.Architecture.Kind;
import dev.wgan.train.constraint.WeightClipping;
import dev.wgan.train.data.Batch;
import dev.wgan.train.optimizer.Rmsprop;
import dev.wgan.train.task.Generate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is trained is what is sampled: each layer as the trainer computes it in PyTorch, as its
 * definition computes it in double precision, and as the exported ONNX file computes it.
 */
class LayerParityTest {
  private static final int BATCH = 3;
  private static final double RELATIVE = 1e-5;

  @TempDir private Path folder = Path.of("");

  static Stream<LayerCase> layers() {
    return Stream.concat(LayerCase.all().stream(), RandomLayers.of(90, 17).stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void aLayer(LayerCase layer) throws IOException {
    NetworkSpec alone = layer.network(InputSpec.latent(layer.in().toArray()));
    boolean trainable = alone.parameters().stream().anyMatch(ParameterSpec::trainable);
    agree(trainable ? alone : behindLinear(alone), layer.classes(), 0);
  }

  /** A network to be trained has parameters. */
  private static NetworkSpec behindLinear(NetworkSpec network) {
    List<Integer> dims = network.inputs().get(0).shape().dims();
    int last = dims.get(dims.size() - 1);
    List<LayerSpec> layers = new ArrayList<>(network.layers());
    layers.add(0, new Linear(last, last));
    return new NetworkSpec(network.inputs(), layers);
  }

  static Stream<Architecture> architectures() {
    return Stream.of(Kind.values())
        .flatMap(
            kind ->
                kind.sound()
                    ? Stream.of(
                        new Architecture(kind, 4, 1, 5, Shape.of(1, 1024), 0, 0, 8000),
                        new Architecture(kind, 4, 1, 5, Shape.of(1, 1024), 4, 0, 8000))
                    : kind.film()
                        ? Stream.of(
                            new Architecture(kind, 4, 1, 5, Shape.of(4, 1, 28, 28), 0, 0),
                            new Architecture(kind, 4, 1, 5, Shape.of(8, 3, 32, 32), 4, 0))
                        : Stream.of(
                            new Architecture(kind, 8, 2, 5, Shape.of(1, 28, 28), 0, 0),
                            new Architecture(kind, 8, 2, 5, Shape.of(3, 64, 64), 4, 0)));
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void aGenerator(Architecture architecture) throws IOException {
    // random weights show only the grey background of a cutout: its scale is that of samples
    int scale = architecture.kind() == Kind.CUTOUT ? 1 : 0;
    agree(architecture.generator(), architecture.classes(), scale);
  }

  /** An error is measured against the largest value, or against the scale if that is larger. */
  private void agree(NetworkSpec network, int classes, double scale) throws IOException {
    Shape shape = network.inputs().get(0).shape();
    Weights weights = RandomWeights.of(network, 1);
    float[] latents = new float[BATCH * shape.elements()];
    Random random = new Random(2);
    for (int i = 0; i < latents.length; i++) {
      latents[i] = (float) random.nextGaussian();
    }
    long[] labels = LongStream.range(0, BATCH).map(i -> i % Math.max(1, classes)).toArray();
    float[] trained = trained(network, weights, latents, labels);
    assertThat(trained).hasSize(BATCH * network.outputShape().elements());
    same("definition", reference(network, weights, latents, labels), trained, scale);
    same("ONNX", exported(network, weights, latents, labels), trained, scale);
  }

  private static float[] trained(
      NetworkSpec network, Weights weights, float[] latents, long[] labels) {
    NetworkSpec critic =
        NetworkSpec.of(
            InputSpec.sample(network.outputShape()),
            new Reshaping.Flatten(),
            new Linear(network.outputShape().elements(), 1));
    try (WganModel model =
        new WganModel(
            network,
            critic,
            new WeightClipping(0.01),
            new Rmsprop(0.99, 1e-8),
            new Generate(),
            weights,
            RandomWeights.of(critic, 1),
            Device.cpu(),
            DataType.FLOAT32,
            "")) {
      Batch batch =
          Batches.latents(latents, network.inputs().get(0).shape().batch(BATCH)).labelled(labels);
      for (InputSpec input : pictures(network)) {
        batch = batch.and(Batch.of(input.name(), values(input), input.shape().batch(BATCH)));
      }
      return model.generate(batch);
    }
  }

  private static float[] reference(
      NetworkSpec network, Weights weights, float[] latents, long[] labels) {
    float[] classes = new float[BATCH];
    for (int i = 0; i < BATCH; i++) {
      classes[i] = labels[i];
    }
    Map<String, Values> inputs = new HashMap<>();
    inputs.put("latent", Values.of(BATCH, network.inputs().get(0).shape(), latents));
    inputs.put("label", Values.of(BATCH, Shape.of(), classes));
    for (InputSpec input : pictures(network)) {
      inputs.put(input.name(), Values.of(BATCH, input.shape(), values(input)));
    }
    return ReferenceNetwork.run(network, weights, inputs).toFloats();
  }

  private float[] exported(NetworkSpec network, Weights weights, float[] latents, long[] labels)
      throws IOException {
    Path file = folder.resolve("network.onnx");
    OnnxExporter.of(ExportOptions.defaults()).export(network, weights, file);
    int[] shape =
        LongStream.of(network.inputs().get(0).shape().batch(BATCH))
            .mapToInt(Math::toIntExact)
            .toArray();
    SampleRequest request = SampleRequest.ofLatents(TensorData.of(latents, shape));
    for (InputSpec input : pictures(network)) {
      int[] dims = LongStream.of(input.shape().batch(BATCH)).mapToInt(Math::toIntExact).toArray();
      request = request.input(input.name(), TensorData.of(values(input), dims));
    }
    boolean labelled =
        network.inputs().stream().anyMatch(input -> input.role() == InputSpec.Role.LABEL);
    try (Generator generator = Generator.load(file)) {
      return generator
          .sample(
              labelled
                  ? request.labels(Arrays.stream(labels).mapToInt(Math::toIntExact).toArray())
                  : request)
          .toArray();
    }
  }

  /** The inputs that are neither latents nor labels. */
  private static List<InputSpec> pictures(NetworkSpec network) {
    return network.inputs().stream()
        .filter(
            input -> input.role() == InputSpec.Role.MASK || input.role() == InputSpec.Role.IMAGE)
        .toList();
  }

  /** Zeros and ones for a mask, normal numbers for an image. */
  private static float[] values(InputSpec input) {
    Random random = new Random(3);
    float[] values = new float[BATCH * input.shape().elements()];
    for (int i = 0; i < values.length; i++) {
      boolean mask = input.role() == InputSpec.Role.MASK;
      values[i] = mask ? random.nextInt(2) : (float) random.nextGaussian();
    }
    return values;
  }

  private static void same(String what, float[] actual, float[] expected, double scale) {
    double largest = scale;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(actual).as(what).containsExactly(expected, within((float) (RELATIVE * largest)));
  }
}
