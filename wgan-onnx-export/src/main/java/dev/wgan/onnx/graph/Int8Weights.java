package dev.wgan.onnx.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores the weights of fully connected layers and convolutions as 8-bit integers and multiplies
 * integers. Transposed convolutions are unchanged, because ONNX Runtime has no integer version of
 * them.
 */
public final class Int8Weights {
  /** Smaller weights are not worth the conversion. */
  private static final int LEAST = 4096;

  private final int opset;
  private final boolean dynamic;
  private final Map<String, Range> ranges;
  private final Map<String, Constant> constants;
  private final List<Node> nodes = new ArrayList<>();
  private final List<String> quantized = new ArrayList<>();

  private Int8Weights(Graph graph, Map<String, Range> ranges, boolean dynamic) {
    this.opset = graph.opset();
    this.dynamic = dynamic;
    this.ranges = ranges;
    this.constants = new LinkedHashMap<>(graph.constants());
  }

  /**
   * The range of a tensor's values in a calibration.
   *
   * @param low the lowest
   * @param high the highest
   */
  public record Range(float low, float high) {
    private static final int LEVELS = 255;

    /**
     * Returns the range of both.
     *
     * @param other another range
     * @return from the lower low to the higher high
     */
    public Range and(Range other) {
      return new Range(Math.min(low, other.low), Math.max(high, other.high));
    }

    /**
     * The difference between two adjacent bytes; zero is exact, because ReLU and padding produce
     * it.
     */
    float scale() {
      return Math.max((Math.max(0, high) - Math.min(0, low)) / LEVELS, Float.MIN_NORMAL);
    }

    /** The byte that represents zero. */
    int zero() {
      return Math.round(-Math.min(0, low) / scale());
    }
  }

  /**
   * The quantized graph.
   *
   * @param graph the graph
   * @param quantized the names of the weights that are now integers
   */
  public record Result(Graph graph, List<String> quantized) {
    /** Copies the list. */
    public Result {
      quantized = List.copyOf(quantized);
    }
  }

  /**
   * Returns the values whose range the quantization needs.
   *
   * @param graph a graph of 32-bit floats
   * @return their names
   */
  public static Set<String> calibrated(Graph graph) {
    Set<String> values = new LinkedHashSet<>();
    for (Node node : graph.nodes()) {
      if (suits(node, graph.constants())) {
        values.add(node.inputs().get(0));
        values.add(node.output());
      }
    }
    return values;
  }

  /**
   * Quantizes on calibrated scales; layers without a range are unchanged.
   *
   * @param graph a graph of 32-bit floats
   * @param ranges the ranges of {@link #calibrated} values
   * @return the graph
   */
  public static Result apply(Graph graph, Map<String, Range> ranges) {
    return new Int8Weights(graph, ranges, false).run(graph);
  }

  /**
   * Quantizes fully connected layers, with a scale per sample that is computed while the graph
   * runs. ONNX's {@code DynamicQuantizeLinear} would use one scale for the whole batch.
   * Convolutions are unchanged: without a calibrated output they are slower than with floats.
   *
   * @param graph a graph of 32-bit floats
   * @return the graph
   */
  public static Result applyDynamic(Graph graph) {
    return new Int8Weights(graph, Map.of(), true).run(graph);
  }

  private Result run(Graph graph) {
    for (Node node : graph.nodes()) {
      Range in = ranges.get(node.inputs().get(0));
      Range out = ranges.get(node.output());
      if (!suits(node, graph.constants())) {
        nodes.add(node);
      } else if (node.operator().equals("Gemm") && (dynamic || in != null)) {
        product(node, in);
      } else if (node.operator().equals("Conv") && in != null && out != null) {
        convolution(node, in, out);
      } else {
        nodes.add(node);
      }
    }
    Graph result = graph.with(nodes, constants, graph.layers());
    return new Result(DeadNodes.remove(result), quantized);
  }

  private static boolean suits(Node node, Map<String, Constant> constants) {
    if (!node.operator().equals("Gemm") && !node.operator().equals("Conv")) {
      return false;
    }
    Constant weight = constants.get(node.inputs().get(1));
    return weight != null && weight.elements() >= LEAST;
  }

  /** Integers are multiplied, and the products scaled back: runtimes fuse this into one kernel. */
  private void product(Node gemm, @Nullable Range range) {
    String name = gemm.output();
    QuantizedWeight weight = QuantizedWeight.of(constant(gemm, 1));
    List<Integer> dims = List.of(weight.inner(), weight.outputs());
    String integers = add(Constant.of(weight.name(), ElementType.INT8, dims, weight.transposed()));
    String zero = zero(weight.name() + ".zero", ElementType.INT8);
    String bytes = name + ".bytes";
    String byteZero = bytes + ".zero";
    float scale = 1;
    if (range == null) {
      quantizeRows(gemm.inputs().get(0), bytes);
      zero(byteZero, ElementType.UINT8);
    } else {
      quantize(gemm.inputs().get(0), bytes, range);
      scale = range.scale();
    }
    String product = name + ".product";
    nodes.add(Node.of("MatMulInteger").in(bytes, integers, byteZero, zero).to(product));
    String floats = product + ".float";
    nodes.add(Node.of("Cast").in(product).set("to", ElementType.FLOAT.code()).to(floats));
    boolean biased = gemm.inputs().size() > 2;
    List<Integer> outputs = List.of(weight.outputs());
    String scales = add(Constant.of(name + ".scales", outputs, weight.scales(scale)));
    String scaled = range != null && !biased ? name : name + ".scaled";
    nodes.add(Node.of("Mul").in(floats, scales).to(scaled));
    if (range == null) {
      scaled = rowsAgain(scaled, bytes, weight, biased ? name + ".sum" : name);
    }
    if (biased) {
      nodes.add(Node.of("Add").in(scaled, gemm.inputs().get(2)).to(name));
    }
    quantized.add(weight.name());
  }

  /**
   * Rounds every row on a scale of its own: from its lowest element or 0 to its highest. The lowest
   * and the highest are found exactly, so that a row's bytes do not depend on the others.
   */
  private void quantizeRows(String value, String bytes) {
    String nothing = add(Constant.of(bytes + ".nothing", List.of(), new float[1]));
    String step = add(Constant.of(bytes + ".step", List.of(), new float[] {1f / Range.LEVELS}));
    // A row of zeros has no scale and does not need one.
    float[] smallest = {Float.MIN_NORMAL};
    String least = add(Constant.of(bytes + ".least", List.of(), smallest));
    nodes.add(extreme("ReduceMin", value, bytes).to(bytes + ".min"));
    nodes.add(extreme("ReduceMax", value, bytes).to(bytes + ".max"));
    nodes.add(Node.of("Min").in(bytes + ".min", nothing).to(bytes + ".low"));
    nodes.add(Node.of("Sub").in(bytes + ".max", bytes + ".low").to(bytes + ".range"));
    nodes.add(Node.of("Mul").in(bytes + ".range", step).to(bytes + ".steps"));
    nodes.add(Node.of("Max").in(bytes + ".steps", least).to(bytes + ".scale"));
    nodes.add(Node.of("Sub").in(value, bytes + ".low").to(bytes + ".shifted"));
    nodes.add(Node.of("Div").in(bytes + ".shifted", bytes + ".scale").to(bytes + ".exact"));
    nodes.add(Node.of("Round").in(bytes + ".exact").to(bytes + ".rounded"));
    nodes.add(Node.of("Cast").in(bytes + ".rounded").set("to", ElementType.UINT8.code()).to(bytes));
  }

  /** The axes became an input in opset 18. */
  private Node.Builder extreme(String operator, String value, String bytes) {
    Node.Builder node = Node.of(operator).in(value).set("keepdims", 1);
    if (opset < 18) {
      return node.set("axes", List.of(1));
    }
    return node.in(add(Constant.of(bytes + ".axes", List.of(1), new long[] {1})));
  }

  /** A row is its bytes times its scale, plus its lowest element; its product likewise. */
  private String rowsAgain(String product, String bytes, QuantizedWeight weight, String result) {
    String sums = add(Constant.of(result + ".sums", List.of(weight.outputs()), weight.sums()));
    nodes.add(Node.of("Mul").in(product, bytes + ".scale").to(result + ".rows"));
    nodes.add(Node.of("Mul").in(bytes + ".low", sums).to(result + ".lows"));
    nodes.add(Node.of("Add").in(result + ".rows", result + ".lows").to(result));
    return result;
  }

  private void convolution(Node conv, Range in, Range out) {
    String name = conv.output();
    Constant floats = constant(conv, 1);
    QuantizedWeight weight = QuantizedWeight.of(floats);
    int outputs = weight.outputs();
    String bytes = name + ".bytes";
    quantize(conv.inputs().get(0), bytes, in);
    String integers =
        add(Constant.of(weight.name(), ElementType.INT8, floats.dims(), weight.integers()));
    String scales = add(Constant.of(weight.name() + ".scales", List.of(outputs), weight.scales(1)));
    String zeros =
        add(
            Constant.of(
                weight.name() + ".zero", ElementType.INT8, List.of(outputs), new byte[outputs]));
    String result = name + ".result";
    add(Constant.of(result + ".scale", List.of(), new float[] {out.scale()}));
    add(byteConstant(result + ".zero", out.zero()));
    Node.Builder node =
        Node.of("QLinearConv")
            .in(bytes, bytes + ".scale", bytes + ".zero", integers, scales, zeros)
            .in(result + ".scale", result + ".zero");
    if (conv.inputs().size() > 2) {
      Constant bias = constant(conv, 2);
      node.in(add(Constant.of(bias.name(), bias.dims(), weight.bias(bias.floats(), in.scale()))));
    }
    conv.attributes().forEach(node::set);
    nodes.add(node.to(result));
    nodes.add(Node.of("DequantizeLinear").in(result, result + ".scale", result + ".zero").to(name));
    quantized.add(weight.name());
  }

  private void quantize(String value, String bytes, Range range) {
    add(Constant.of(bytes + ".scale", List.of(), new float[] {range.scale()}));
    add(byteConstant(bytes + ".zero", range.zero()));
    nodes.add(Node.of("QuantizeLinear").in(value, bytes + ".scale", bytes + ".zero").to(bytes));
  }

  private static Constant byteConstant(String name, int value) {
    return Constant.of(name, ElementType.UINT8, List.of(), new byte[] {(byte) value});
  }

  private String zero(String name, ElementType type) {
    return add(Constant.of(name, type, List.of(), new byte[1]));
  }

  private Constant constant(Node node, int input) {
    Constant constant = constants.get(node.inputs().get(input));
    if (constant == null) {
      throw new IllegalStateException(node.inputs().get(input) + " is not a constant");
    }
    return constant;
  }

  private String add(Constant constant) {
    constants.put(constant.name(), constant);
    return constant.name();
  }
}
