package dev.wgan.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.network.Activation;
import dev.wgan.network.Composite;
import dev.wgan.network.InputSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.network.reference.ReferenceNetwork;
import dev.wgan.noise.LatentDistribution;
import dev.wgan.onnx.convert.Conversion;
import dev.wgan.onnx.graph.Attribute;
import dev.wgan.onnx.graph.Graph;
import dev.wgan.onnx.graph.GraphFile;
import dev.wgan.onnx.graph.Node;
import dev.wgan.runtime.ValueRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofTest {
  private static final NetworkSpec NETWORK =
      NetworkSpec.of(
          InputSpec.latent(6),
          new Linear(6, 8),
          new Activation.LeakyRelu(0.2),
          new Composite.Residual(
              List.of(new Linear(8, 8), new Activation.Elu(1), new Linear(8, 8)), List.of()),
          new Activation.Tanh());

  private static final Weights WEIGHTS = Networks.weights(NETWORK, 1);
  private static final ProofInputs INPUTS =
      ProofInputs.draw(NETWORK, LatentDistribution.NORMAL, new ValueRange(-1, 1), 6, 0);

  @TempDir private Path folder = Path.of("");

  @Test
  void aGraphThatIsRightHolds() throws IOException {
    Graph graph = Conversion.of(NETWORK, WEIGHTS, 13, 0, "samples").graph();
    assertThat(parity(graph).holds()).isTrue();
    assertThat(firstDeviation(graph)).isEmpty();
  }

  @Test
  void namesTheFirstLayerThatDeviates() throws IOException {
    Graph slope = changed("LeakyRelu", node -> with(node, "alpha", new Attribute.Real(0.25f)));
    assertThat(parity(slope).holds()).isFalse();
    assertThat(firstDeviation(slope)).isEqualTo("1");
    Graph bend = changed("Exp", node -> new Node("Tanh", node.inputs(), node.outputs(), Map.of()));
    assertThat(parity(bend).holds()).isFalse();
    assertThat(firstDeviation(bend)).isEqualTo("2.body.1");
    Graph operator =
        changed("Tanh", node -> new Node("Sigmoid", node.inputs(), node.outputs(), Map.of()));
    assertThat(firstDeviation(operator)).isEqualTo("3");
  }

  @Test
  void aGraphOfAFixedBatchIsHeldLayerByLayerToo() throws IOException {
    Graph graph = Conversion.of(NETWORK, WEIGHTS, 13, 2, "samples").graph();
    assertThat(parity(graph).batches()).containsExactly(2);
    assertThat(firstDeviation(graph)).isEmpty();
  }

  @Test
  void weightsThatAreNoNumbersAreNamed() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    WEIGHTS.names().forEach(name -> tensors.put(name, WEIGHTS.get(name)));
    float[] bias = WEIGHTS.get("0.bias").toArray();
    bias[3] = Float.NaN;
    tensors.put("0.bias", Tensor.of(Shape.of(8), bias));
    Path file = folder.resolve("nan.onnx");
    assertThatThrownBy(
            () ->
                OnnxExporter.of(ExportOptions.defaults())
                    .export(NETWORK, Weights.of(tensors), file))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("0.bias is NaN at 3");
    assertThat(folder).isEmptyDirectory();
  }

  private static Node with(Node node, String attribute, Attribute value) {
    Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
    attributes.put(attribute, value);
    return new Node(node.operator(), node.inputs(), node.outputs(), attributes);
  }

  private static Graph changed(String operator, UnaryOperator<Node> change) {
    Graph graph = Conversion.of(NETWORK, WEIGHTS, 13, 0, "samples").graph();
    List<Node> nodes = new ArrayList<>(graph.nodes());
    nodes.replaceAll(node -> node.operator().equals(operator) ? change.apply(node) : node);
    return graph.with(nodes, graph.constants(), graph.layers());
  }

  private Parity parity(Graph graph) throws IOException {
    Path file = folder.resolve("proof.onnx");
    GraphFile.write(graph, Map.of(), false, file);
    float[] expected = ReferenceNetwork.run(NETWORK, WEIGHTS, INPUTS.values()).toFloats();
    try (OrtModel model = OrtModel.open(file)) {
      return Proof.compare(
          model,
          graph,
          graph.outputs().get(0).shape(),
          INPUTS,
          expected,
          "the reference",
          Tolerance.EXACT);
    }
  }

  private String firstDeviation(Graph graph) throws IOException {
    Path file = folder.resolve("layers.onnx");
    return Proof.firstDeviation(graph, NETWORK, WEIGHTS, INPUTS, 1e-4, file).orElse("");
  }
}
