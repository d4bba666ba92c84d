package dev.wgan.onnx.graph;

import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Collects nodes and constants while a network is converted.
 *
 * <p>Not thread-safe.
 */
public final class GraphBuilder {
  private final int opset;
  private final int batch;
  private final boolean anySize;
  private final Weights weights;
  private final List<Graph.Port> inputs = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Constant> constants = new LinkedHashMap<>();
  private final Map<String, String> layers = new LinkedHashMap<>();
  private final Map<String, Shape> shapes = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, Integer> needs = new LinkedHashMap<>();

  /**
   * Starts a graph.
   *
   * @param opset the version of the operators
   * @param batch the only batch size that it takes, 0 for any
   * @param anySize whether it takes images of any height and width
   * @param weights the network's weights
   */
  public GraphBuilder(int opset, int batch, boolean anySize, Weights weights) {
    this.opset = opset;
    this.batch = batch;
    this.anySize = anySize;
    this.weights = weights;
  }

  /**
   * Returns the version of the operators.
   *
   * @return the opset
   */
  public int opset() {
    return opset;
  }

  /**
   * Requires an opset for a node; if the current one is older, the graph is built again in the
   * required opset.
   *
   * @param least the oldest suitable opset
   * @param reason the layer and operator that need it, for the report: {@code 3: Resize}
   */
  public void needsOpset(int least, String reason) {
    if (least > opset) {
      needs.put(reason, least);
    }
  }

  /**
   * Returns the reasons for a newer opset than this graph's.
   *
   * @return the required opset by reason
   */
  public Map<String, Integer> needs() {
    return needs;
  }

  /**
   * Adds an input of the graph.
   *
   * @param port the input
   */
  public void input(Graph.Port port) {
    names.add(port.name());
    inputs.add(port);
  }

  /**
   * Returns the values of a weight.
   *
   * @param name its full name
   * @return the tensor
   */
  public Tensor tensor(String name) {
    return weights.get(name);
  }

  /**
   * Adds an unchanged weight.
   *
   * @param name its full name
   * @return the constant's name
   */
  public String weight(String name) {
    Tensor tensor = tensor(name);
    return constant(Constant.of(name, tensor.shape().dims(), tensor.values()));
  }

  /**
   * Adds a constant of floats.
   *
   * @param name the name wanted
   * @param dims its dimensions, none for a scalar
   * @param values its values, not copied
   * @return its name
   */
  public String floats(String name, List<Integer> dims, float... values) {
    return constant(Constant.of(unique(name), dims, values));
  }

  /**
   * Adds a scalar.
   *
   * @param name the name wanted
   * @param value its value
   * @return its name
   */
  public String scalar(String name, double value) {
    return floats(name, List.of(), (float) value);
  }

  /**
   * Adds a vector of integers, such as a shape.
   *
   * @param name the name wanted
   * @param values its values, not copied
   * @return its name
   */
  public String integers(String name, long... values) {
    return constant(Constant.of(unique(name), List.of(values.length), values));
  }

  /**
   * Adds a constant.
   *
   * @param constant the constant
   * @return its name
   */
  public String constant(Constant constant) {
    names.add(constant.name());
    constants.put(constant.name(), constant);
    return constant.name();
  }

  /**
   * Adds a node whose output is named after the layer and the operator.
   *
   * @param path the layer's path
   * @param node the node
   * @return the name of its output
   */
  public String add(String path, Node.Builder node) {
    String name = node.to("").operator().toLowerCase(Locale.ROOT);
    return add(node.to(unique(path + "." + name)));
  }

  /**
   * Adds a node.
   *
   * @param node the node, its outputs' names not taken
   * @return the name of its first output
   */
  public String add(Node node) {
    names.addAll(node.outputs());
    nodes.add(node);
    return node.output();
  }

  /**
   * Returns a name that is not taken.
   *
   * @param wanted the name wanted
   * @return the name, with a number appended if it is taken
   */
  public String unique(String wanted) {
    String name = wanted;
    for (int i = 2; names.contains(name); i++) {
      name = wanted + i;
    }
    return name;
  }

  /**
   * Declares a value as a layer's output; if the last node added computes it for that layer, the
   * value is renamed to the layer's path.
   *
   * @param path the layer's path
   * @param value the value
   * @param shape the shape of one sample
   * @return its new name
   */
  public String layer(String path, String value, Shape shape) {
    String name = value;
    int last = nodes.size() - 1;
    if (last >= 0 && nodes.get(last).outputs().equals(List.of(value))) {
      if (value.startsWith(path + ".") && !layers.containsValue(value) && !names.contains(path)) {
        names.remove(value);
        names.add(path);
        nodes.set(last, nodes.get(last).renamed(old -> old.equals(value) ? path : old));
        name = path;
      }
    }
    layers.put(path, name);
    shapes.put(name, shape);
    return name;
  }

  /**
   * Finishes a graph of one output.
   *
   * @param output the output
   * @param value the value of the output
   * @return the graph
   */
  public Graph build(Graph.Port output, String value) {
    boolean computed = nodes.stream().anyMatch(node -> node.outputs().contains(value));
    if (!computed) {
      add(Node.of("Identity").in(value).to(output.name()));
    }
    List<Node> renamed =
        computed
            ? nodes.stream()
                .map(node -> node.renamed(name -> name.equals(value) ? output.name() : name))
                .toList()
            : nodes;
    layers.replaceAll((path, name) -> name.equals(value) ? output.name() : name);
    shapes.put(output.name(), output.shape());
    Graph graph =
        new Graph(
            opset, batch, anySize, inputs, List.of(output), renamed, constants, layers, shapes);
    return graph.with(renamed, constants, layers);
  }
}
