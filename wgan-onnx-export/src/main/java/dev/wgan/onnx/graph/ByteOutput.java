package dev.wgan.onnx.graph;

import dev.wgan.runtime.ValueRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Converts samples to bytes inside the graph, as {@link ValueRange#toByte} does. */
public final class ByteOutput {
  private ByteOutput() {}

  /**
   * Scales, rounds and casts the output.
   *
   * @param graph a graph of one output of 32-bit floats
   * @param range the values that become 0 and 255
   * @return the graph, its output of the same name and of bytes
   */
  public static Graph apply(Graph graph, ValueRange range) {
    Graph.Port output = graph.outputs().get(0);
    String name = output.name();
    String floats = name + ".float";
    Map<String, Constant> constants = new LinkedHashMap<>(graph.constants());
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      nodes.add(node.renamed(value -> value.equals(name) ? floats : value));
    }
    String shifted = binary(nodes, constants, "Add", floats, name + ".low", -range.low());
    float factor = 255f / (range.high() - range.low());
    String scaled = binary(nodes, constants, "Mul", shifted, name + ".scale", factor);
    String clipped = clip(graph.opset(), nodes, constants, scaled, name);
    String rounded = binary(nodes, constants, "Add", clipped, name + ".half", 0.5f);
    nodes.add(Node.of("Floor").in(rounded).to(name + ".floor"));
    nodes.add(Node.of("Cast").in(name + ".floor").set("to", ElementType.UINT8.code()).to(name));
    Map<String, String> layers = new LinkedHashMap<>(graph.layers());
    layers.replaceAll((path, value) -> value.equals(name) ? floats : value);
    Map<String, dev.wgan.network.Shape> shapes = new LinkedHashMap<>(graph.shapes());
    shapes.put(floats, output.shape());
    Graph.Port bytes = new Graph.Port(name, ElementType.UINT8, output.shape());
    return new Graph(
        graph.opset(),
        graph.batch(),
        graph.anySize(),
        graph.inputs(),
        List.of(bytes),
        nodes,
        constants,
        layers,
        shapes);
  }

  private static String binary(
      List<Node> nodes,
      Map<String, Constant> constants,
      String operator,
      String value,
      String constant,
      float number) {
    constants.put(constant, Constant.of(constant, List.of(), new float[] {number}));
    String result = constant + "." + operator.toLowerCase(java.util.Locale.ROOT);
    nodes.add(Node.of(operator).in(value, constant).to(result));
    return result;
  }

  /** The bounds became inputs in opset 11. */
  private static String clip(
      int opset, List<Node> nodes, Map<String, Constant> constants, String value, String name) {
    Node.Builder clip = Node.of("Clip").in(value);
    if (opset < 11) {
      clip.set("min", 0.0).set("max", 255.0);
    } else {
      String low = name + ".min";
      String high = name + ".max";
      constants.put(low, Constant.of(low, List.of(), new float[] {0}));
      constants.put(high, Constant.of(high, List.of(), new float[] {255}));
      clip.in(low, high);
    }
    nodes.add(clip.to(name + ".clip"));
    return name + ".clip";
  }
}
