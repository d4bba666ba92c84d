package dev.wgan.onnx.graph;

import dev.wgan.network.Shape;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph: nodes in the order of computation, constants, inputs and outputs.
 *
 * <p>Immutable and thread-safe; passes return changed copies, which share their constants.
 *
 * @param opset the version of the operators
 * @param batch the only batch size that it takes, 0 for any
 * @param anySize whether it takes images of any height and width; the shapes are then examples
 * @param inputs its inputs
 * @param outputs its outputs
 * @param nodes its nodes, each after those whose values it reads
 * @param constants its constants by name
 * @param layers the value that holds each layer's output, by the layer's path; layers that a pass
 *     has merged into others are missing
 * @param shapes the shape of one sample of those values
 */
public record Graph(
    int opset,
    int batch,
    boolean anySize,
    List<Port> inputs,
    List<Port> outputs,
    List<Node> nodes,
    Map<String, Constant> constants,
    Map<String, String> layers,
    Map<String, Shape> shapes) {
  /**
   * An input or output.
   *
   * @param name its name
   * @param type the type of its elements
   * @param shape the shape of one sample
   */
  public record Port(String name, ElementType type, Shape shape) {}

  /** Copies the collections. */
  public Graph {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    nodes = List.copyOf(nodes);
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
  }

  /**
   * Returns this graph with other outputs.
   *
   * @param changed the outputs
   * @return the graph
   */
  public Graph withOutputs(List<Port> changed) {
    return new Graph(opset, batch, anySize, inputs, changed, nodes, constants, layers, shapes);
  }

  /**
   * Returns this graph with other nodes and constants; layers without a value are dropped.
   *
   * @param changedNodes the nodes
   * @param changedConstants the constants
   * @param changedLayers the layers, as far as their values are still computed
   * @return the graph
   */
  public Graph with(
      List<Node> changedNodes,
      Map<String, Constant> changedConstants,
      Map<String, String> changedLayers) {
    Map<String, Node> producers = producers(changedNodes);
    Map<String, String> kept = new LinkedHashMap<>(changedLayers);
    kept.values().removeIf(value -> !producers.containsKey(value));
    return new Graph(
        opset, batch, anySize, inputs, outputs, changedNodes, changedConstants, kept, shapes);
  }

  /**
   * Returns the node that computes each value.
   *
   * @return the nodes by the names of their outputs
   */
  public Map<String, Node> producers() {
    return producers(nodes);
  }

  private static Map<String, Node> producers(List<Node> nodes) {
    Map<String, Node> producers = new HashMap<>();
    for (Node node : nodes) {
      node.outputs().forEach(output -> producers.put(output, node));
    }
    return producers;
  }

  /**
   * Returns the number of readers of each value, including the graph's outputs.
   *
   * @return the counts by name, without unused values
   */
  public Map<String, Integer> uses() {
    Map<String, Integer> uses = new HashMap<>();
    nodes.forEach(node -> node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum)));
    outputs.forEach(output -> uses.merge(output.name(), 1, Integer::sum));
    return uses;
  }

  /**
   * Returns the shape of one sample of a layer's output.
   *
   * @param value the value
   * @return its shape
   * @throws IllegalArgumentException if the value is not a layer's output
   */
  public Shape shape(String value) {
    Shape shape = shapes.get(value);
    if (shape == null) {
      throw new IllegalArgumentException("'%s' is not a layer's output".formatted(value));
    }
    return shape;
  }
}
