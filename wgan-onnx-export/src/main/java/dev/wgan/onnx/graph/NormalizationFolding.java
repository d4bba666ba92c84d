package dev.wgan.onnx.graph;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges batch normalization into the Gemm, Conv or ConvTranspose before it, also through a Reshape
 * from features to channels: {@code s (W x + b - mean) + shift} is {@code (s W) x + s (b - mean) +
 * shift}.
 */
public final class NormalizationFolding {
  private static final int SCALE = 1;
  private static final int SHIFT = 2;
  private static final int MEAN = 3;
  private static final int VARIANCE = 4;

  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Constant> constants;
  private final Map<String, String> layers;
  private final Map<String, Integer> uses;
  private int folded;

  private NormalizationFolding(Graph graph) {
    graph.nodes().forEach(node -> nodes.put(node.output(), node));
    constants = new LinkedHashMap<>(graph.constants());
    layers = new LinkedHashMap<>(graph.layers());
    uses = graph.uses();
  }

  /**
   * The folded graph.
   *
   * @param graph the graph
   * @param folded the number of merged normalizations
   */
  public record Result(Graph graph, int folded) {}

  /**
   * Merges all suitable normalizations.
   *
   * @param graph a graph
   * @return the graph with fewer nodes
   */
  public static Result fold(Graph graph) {
    NormalizationFolding folding = new NormalizationFolding(graph);
    for (Node node : graph.nodes()) {
      if (node.operator().equals("BatchNormalization")) {
        folding.tryFold(node);
      }
    }
    Graph result =
        graph.with(new ArrayList<>(folding.nodes.values()), folding.constants, folding.layers);
    return new Result(DeadNodes.remove(result), folding.folded);
  }

  private void tryFold(Node normalization) {
    Node before = onlyReader(normalization.inputs().get(0));
    if (before == null) {
      return;
    }
    int channels = constant(normalization, SCALE).elements();
    if (before.operator().equals("Reshape")) {
      Node dense = onlyReader(before.inputs().get(0));
      Constant shape = constants.get(before.inputs().get(1));
      boolean toChannels = shape != null && shape.elements() > 1 && integer(shape, 1) == channels;
      if (dense != null && dense.operator().equals("Gemm") && toChannels) {
        merge(dense, normalization);
        replace(before, normalization.output());
        layers.values().removeIf(dense.output()::equals);
        finish(before);
      }
    } else if (List.of("Gemm", "Conv", "ConvTranspose").contains(before.operator())) {
      Node merged = merge(before, normalization);
      replace(merged, normalization.output());
      finish(before);
    }
  }

  private static long integer(Constant constant, int i) {
    return ((java.nio.LongBuffer) constant.values()).get(i);
  }

  private void finish(Node before) {
    layers.values().removeIf(before.output()::equals);
    folded++;
  }

  /** Replaces a node by one whose output has the normalization's name. */
  private void replace(Node node, String output) {
    Map<String, Node> ordered = new LinkedHashMap<>();
    nodes.forEach(
        (name, other) -> {
          if (name.equals(node.output())) {
            ordered.put(output, node.renamed(old -> old.equals(name) ? output : old));
          } else if (!name.equals(output)) {
            ordered.put(name, other);
          }
        });
    nodes.clear();
    nodes.putAll(ordered);
  }

  /** The node that computes a value which only one node reads. */
  private @Nullable Node onlyReader(String value) {
    return uses.getOrDefault(value, 0) == 1 ? nodes.get(value) : null;
  }

  private Constant constant(Node node, int input) {
    Constant constant = constants.get(node.inputs().get(input));
    if (constant == null) {
      throw new IllegalStateException(
          "%s reads '%s', which is not a constant"
              .formatted(node.output(), node.inputs().get(input)));
    }
    return constant;
  }

  /** Scales the weight and shifts the bias of a linear node, whose place does not change. */
  private Node merge(Node linear, Node normalization) {
    FloatBuffer scale = constant(normalization, SCALE).floats();
    FloatBuffer shift = constant(normalization, SHIFT).floats();
    FloatBuffer mean = constant(normalization, MEAN).floats();
    FloatBuffer variance = constant(normalization, VARIANCE).floats();
    double eps =
        normalization.attributes().get("epsilon") instanceof Attribute.Real real
            ? real.value()
            : 1e-5; // ONNX's default
    Constant weight = constant(linear, 1);
    boolean biased = linear.inputs().size() > 2;
    Layout layout = Layout.of(linear, weight);
    int repeat = layout.outputs() / scale.remaining();
    double[] factor = new double[layout.outputs()];
    float[] bias = new float[layout.outputs()];
    for (int o = 0; o < factor.length; o++) {
      int channel = o / repeat;
      factor[o] = scale.get(channel) / StrictMath.sqrt(variance.get(channel) + eps);
      double old = biased ? constant(linear, 2).floats().get(o) : 0;
      bias[o] = (float) (factor[o] * (old - mean.get(channel)) + shift.get(channel));
    }
    FloatBuffer values = weight.floats();
    float[] scaled = new float[values.remaining()];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (values.get(i) * factor[layout.output(i)]);
    }
    String biasName =
        biased ? linear.inputs().get(2) : linear.inputs().get(1).replaceAll("weight$", "bias");
    constants.put(weight.name(), Constant.of(weight.name(), weight.dims(), scaled));
    constants.put(biasName, Constant.of(biasName, List.of(bias.length), bias));
    List<String> inputs = List.of(linear.inputs().get(0), weight.name(), biasName);
    Node merged = linear.withInputs(inputs);
    nodes.put(merged.output(), merged);
    return merged;
  }

  /**
   * Returns the output that an element of a weight belongs to.
   *
   * @param outputs the number of outputs
   * @param inner elements per output and input
   * @param perGroup outputs in a group, of a transposed convolution; otherwise 0
   * @param inputsPerGroup inputs in a group, of a transposed convolution
   */
  private record Layout(int outputs, int inner, int perGroup, int inputsPerGroup) {
    static Layout of(Node linear, Constant weight) {
      int first = weight.dims().get(0);
      if (!linear.operator().equals("ConvTranspose")) {
        return new Layout(first, weight.elements() / first, 0, 0);
      }
      Attribute group = linear.attributes().get("group");
      int groups = group instanceof Attribute.Whole whole ? (int) whole.value() : 1;
      int perGroup = weight.dims().get(1);
      return new Layout(
          perGroup * groups, weight.elements() / first / perGroup, perGroup, first / groups);
    }

    int output(int element) {
      int row = element / inner;
      return perGroup == 0 ? row : row / perGroup / inputsPerGroup * perGroup + row % perGroup;
    }
  }
}
