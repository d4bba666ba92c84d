package dev.wgan.onnx.inspect;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Counts floating-point operations for one sample: a multiplication and an addition count as two, a
 * function of one element as one, moved elements as none.
 */
final class Flops {
  private static final Set<String> FREE =
      Set.of(
          "Cast",
          "CastLike",
          "Concat",
          "Constant",
          "ConstantOfShape",
          "DepthToSpace",
          "Dropout",
          "Expand",
          "Flatten",
          "Gather",
          "GatherElements",
          "Identity",
          "Pad",
          "Reshape",
          "Shape",
          "Size",
          "Slice",
          "SpaceToDepth",
          "Split",
          "Squeeze",
          "Tile",
          "Transpose",
          "Unsqueeze");

  private final Inference inference;
  private final String batch;
  private final long frozen;

  /**
   * Counts for a graph whose first input starts with the batch.
   *
   * @param inference the graph's shapes
   * @param input the first input
   */
  Flops(Inference inference, ValueType input) {
    this.inference = inference;
    Dim first = input.shape().filter(s -> s.size() > 1).map(s -> s.get(0)).orElse(Dim.ONE);
    this.batch = first.fixed() ? "" : first.symbol();
    this.frozen = first.fixed() ? Math.max(1, first.factor()) : 1;
  }

  /** The operations of a node, empty if a shape is unknown. */
  OptionalLong of(NodeProto node) {
    if (FREE.contains(node.getOpType())) {
      return OptionalLong.of(0);
    }
    Optional<Dim> count =
        switch (node.getOpType()) {
          case "Gemm" -> gemm(node);
          case "MatMul", "MatMulInteger" -> matMul(node, 1);
          case "QLinearMatMul" -> matMul(node, 3);
          case "Conv", "ConvInteger" -> conv(node, 1);
          case "QLinearConv" -> conv(node, 3);
          case "ConvTranspose" -> convTranspose(node);
          case "BatchNormalization" -> elements(output(node)).map(n -> n.times(Dim.of(2)));
          case "InstanceNormalization", "LayerNormalization", "GroupNormalization" ->
              elements(output(node)).map(n -> n.times(Dim.of(7)));
          case "AveragePool", "MaxPool" -> pool(node);
          default ->
              node.getOpType().startsWith("Reduce") || node.getOpType().startsWith("Global")
                  ? elements(input(node, 0))
                  : known(node) ? elements(output(node)) : Optional.empty();
        };
    return count.map(this::perSample).orElse(OptionalLong.empty());
  }

  /** An operator whose shape was inferred is one of ONNX's, and elementwise unless listed above. */
  private static boolean known(NodeProto node) {
    return OnnxModel.normal(node.getDomain()).isEmpty()
        && Operators.since(node.getOpType()).isPresent();
  }

  private OptionalLong perSample(Dim count) {
    boolean countable = count.fixed() || count.symbol().equals(batch);
    return countable ? OptionalLong.of(count.factor() / frozen) : OptionalLong.empty();
  }

  private Optional<List<Dim>> input(NodeProto node, int i) {
    return i < node.getInputCount() ? inference.value(node.getInput(i)).shape() : Optional.empty();
  }

  private Optional<List<Dim>> output(NodeProto node) {
    return node.getOutputCount() > 0
        ? inference.value(node.getOutput(0)).shape()
        : Optional.empty();
  }

  private static Optional<Dim> elements(Optional<List<Dim>> shape) {
    return shape.map(Dim::product);
  }

  private Optional<Dim> gemm(NodeProto node) {
    boolean transposed = integer(node, "transA", 0) != 0;
    Optional<Dim> inner =
        input(node, 0).filter(a -> a.size() == 2).map(a -> a.get(transposed ? 0 : 1));
    boolean biased = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
    return times(elements(output(node)), inner, biased);
  }

  private Optional<Dim> matMul(NodeProto node, int right) {
    Optional<Dim> inner = input(node, 0).filter(a -> !a.isEmpty()).map(a -> a.get(a.size() - 1));
    return input(node, right).isPresent()
        ? times(elements(output(node)), inner, false)
        : Optional.empty();
  }

  /** Every output element is a sum over the kernel of one output channel. */
  private Optional<Dim> conv(NodeProto node, int weight) {
    Optional<Dim> kernel =
        input(node, weight).filter(w -> w.size() > 2).map(w -> Dim.product(w.subList(1, w.size())));
    return times(elements(output(node)), kernel, weight == 1 && node.getInputCount() > 2);
  }

  /** Every input element is spread over the kernel of one input channel. */
  private Optional<Dim> convTranspose(NodeProto node) {
    Optional<Dim> kernel =
        input(node, 1).filter(w -> w.size() > 2).map(w -> Dim.product(w.subList(1, w.size())));
    Optional<Dim> spread = times(elements(input(node, 0)), kernel, false);
    return node.getInputCount() > 2 && spread.isPresent()
        ? elements(output(node)).map(bias -> spread.get().plus(bias))
        : spread;
  }

  private Optional<Dim> pool(NodeProto node) {
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.getName().equals("kernel_shape")) {
        Dim window = Dim.product(attribute.getIntsList().stream().map(Dim::of).toList());
        return elements(output(node)).map(n -> n.times(window));
      }
    }
    return Optional.empty();
  }

  private static Optional<Dim> times(Optional<Dim> outputs, Optional<Dim> inner, boolean bias) {
    if (outputs.isEmpty() || inner.isEmpty()) {
      return Optional.empty();
    }
    Dim products = outputs.get().times(inner.get()).times(Dim.of(2));
    return Optional.of(bias ? products.plus(outputs.get()) : products);
  }

  private static long integer(NodeProto node, String name, long otherwise) {
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.getName().equals(name)) {
        return attribute.getI();
      }
    }
    return otherwise;
  }
}
