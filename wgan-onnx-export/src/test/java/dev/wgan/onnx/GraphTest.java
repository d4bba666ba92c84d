package dev.wgan.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.wgan.network.Activation;
import dev.wgan.network.Composite;
import dev.wgan.network.Dropout;
import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.onnx.convert.Conversion;
import dev.wgan.onnx.graph.Graph;
import dev.wgan.onnx.graph.Node;
import dev.wgan.onnx.inspect.Official;
import dev.wgan.run.TrainedGenerator;
import dev.wgan.runtime.Generator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GraphTest {
  @TempDir private Path folder = Path.of("");

  static Stream<String> cases() {
    return LayerCases.names().stream();
  }

  @Test
  void theOfficialCheckerAcceptsEveryPrecision() throws IOException {
    TrainedGenerator trained = Networks.images(Networks.article(), 1);
    for (Precision precision : Precision.values()) {
      for (ImageOutput output : ImageOutput.values()) {
        Path file = folder.resolve("generator.onnx");
        ExportOptions options =
            ExportOptions.builder().precision(precision).imageOutput(output).build();
        OnnxExporter.of(options).export(trained, file);
        assertThat(Official.problem(ModelProto.parseFrom(Files.readAllBytes(file)))).isEmpty();
      }
    }
  }

  /** Nothing that depends on weights alone is left to be computed in the graph. */
  @ParameterizedTest
  @MethodSource("cases")
  void noNodeHasConstantsOnly(String name) {
    NetworkSpec network = LayerCases.network(name, 6);
    Graph graph = Conversion.of(network, Networks.weights(network, 6), 13, 0, "y").graph();
    assertThat(graph.nodes())
        .noneMatch(node -> graph.constants().keySet().containsAll(node.inputs()));
  }

  @Test
  void layersThatNothingReadsAreLeftOut() {
    NetworkSpec network =
        new NetworkSpec(
            List.of(
                InputSpec.latent(4), new InputSpec("other", InputSpec.Role.LATENT, Shape.of(3), 0)),
            List.of(
                new Linear(4, 9),
                new Activation.Relu(),
                new Composite.Input("other"),
                new Dropout(0.5),
                new Linear(3, 2)));
    Graph graph = Conversion.of(network, Networks.weights(network, 1), 13, 0, "y").graph();
    assertThat(graph.nodes()).extracting(Node::operator).containsExactly("Gemm");
    assertThat(graph.constants()).containsOnlyKeys("4.weight", "4.bias");
    assertThat(graph.inputs()).hasSize(2);
  }

  @Test
  void valuesAreNamedAfterTheirLayers() {
    LayerSpec residual =
        new Composite.Residual(List.of(new Linear(4, 4), new Activation.Silu()), List.of());
    NetworkSpec network = NetworkSpec.of(InputSpec.latent(4), residual, new Activation.Tanh());
    Graph graph = Conversion.of(network, Networks.weights(network, 1), 13, 0, "y").graph();
    assertThat(graph.nodes())
        .extracting(Node::output)
        .containsExactly("0.body.0", "0.body.1.sigmoid", "0.body.1", "0", "y");
    assertThat(graph.constants()).containsOnlyKeys("0.body.0.weight", "0.body.0.bias");
  }

  @Test
  void anInputOfTheOutputsNameIsNoTrouble() throws IOException {
    NetworkSpec network =
        NetworkSpec.of(
            new InputSpec("samples", InputSpec.Role.LATENT, Shape.of(3), 0), new Dropout(0.1));
    Path file = folder.resolve("identity.onnx");
    ExportReport report =
        OnnxExporter.of(ExportOptions.defaults())
            .export(network, Networks.weights(network, 1), file);
    assertThat(report.parity().get(0).maxError()).isZero();
  }

  @Test
  void aFixedBatchIsTheOneOfTheGraph() throws IOException {
    Path file = folder.resolve("generator.onnx");
    OnnxExporter.of(ExportOptions.builder().batch(3).build())
        .export(Networks.images(Networks.article(), 1), file);
    try (Generator generator = Generator.load(file)) {
      assertThat(generator.info().frozenBatch()).isEqualTo(3);
      assertThat(generator.sample(7, 1).size()).isEqualTo(7);
    }
  }

  @Test
  void largeWeightsGoIntoAFileOfTheirOwnOnRequest() throws IOException {
    TrainedGenerator trained = Networks.images(Networks.article(), 1);
    Path file = folder.resolve("generator.onnx");
    ExportReport report =
        OnnxExporter.of(ExportOptions.builder().externalData(true).build()).export(trained, file);
    Path data = folder.resolve("generator.onnx.data");
    assertThat(Files.size(data)).isEqualTo(report.externalBytes()).isGreaterThan(5_000_000);
    assertThat(Files.size(file)).isLessThan(100_000);
    try (Generator generator = Generator.load(file)) {
      assertThat(generator.selfTest().samples()).isEqualTo(4);
    }
    byte[] bytes = Files.readAllBytes(data);
    bytes[1000] ^= 1;
    Files.write(data, bytes);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> Generator.load(file).close())
        .hasMessageContaining("is damaged or was changed");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(file, data);
    }
  }
}
