package dev.wgan.onnx.convert;

import dev.wgan.network.ImageTask;
import dev.wgan.network.InputSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Weights;
import dev.wgan.onnx.graph.DeadNodes;
import dev.wgan.onnx.graph.ElementType;
import dev.wgan.onnx.graph.Graph;
import dev.wgan.onnx.graph.GraphBuilder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network as a graph of 32-bit floats, with the reasons for an opset newer than requested.
 *
 * @param graph the graph
 * @param reasons the layers that needed a newer opset, and the opset of each
 */
public record Conversion(Graph graph, Map<String, Integer> reasons) {
  /** Copies the map. */
  public Conversion {
    reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
  }

  /**
   * Converts a network.
   *
   * @param network the network
   * @param weights its weights
   * @param opset the opset wanted
   * @param batch the only batch size that it takes, 0 for any
   * @param output the name of the output; changed if an input has that name
   * @return the graph, in a newer opset if a layer needs one
   */
  public static Conversion of(
      NetworkSpec network, Weights weights, int opset, int batch, String output) {
    Map<String, Integer> reasons = new LinkedHashMap<>();
    boolean anySize = ImageTask.of(network).flatMap(ImageTask::reach).isPresent();
    int current = opset;
    while (true) {
      GraphBuilder builder = new GraphBuilder(current, batch, anySize, weights);
      Graph graph = convert(network, builder, output);
      if (builder.needs().isEmpty()) {
        return new Conversion(DeadNodes.remove(graph), reasons);
      }
      reasons.putAll(builder.needs());
      current = Collections.max(builder.needs().values());
    }
  }

  private static Graph convert(NetworkSpec network, GraphBuilder builder, String output) {
    Map<String, String> values = new LinkedHashMap<>();
    for (InputSpec input : network.given()) {
      ElementType type =
          input.role() == InputSpec.Role.LABEL ? ElementType.INT64 : ElementType.FLOAT;
      builder.input(new Graph.Port(input.name(), type, input.shape()));
      values.put(input.name(), input.name());
    }
    String value = new OnnxCompiler(builder).compile(network, values);
    String name = builder.unique(output);
    return builder.build(new Graph.Port(name, ElementType.FLOAT, network.outputShape()), value);
  }
}
