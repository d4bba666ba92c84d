package dev.wgan.onnx.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Rules from the shapes of a node's inputs to those of its outputs, for operators of ONNX's own
 * domain.
 */
final class ShapeRules {
  private static final Map<String, Function<NodeView, Optional<List<Dim>>>> FIRST = new HashMap<>();

  static {
    all(
        "Abs Acos Acosh Asin Asinh Atan Atanh BatchNormalization Bernoulli BitwiseNot Cast CastLike"
            + " Ceil Celu Clip Cos Cosh CumSum DequantizeLinear Dropout DynamicQuantizeLinear Elu"
            + " Erf Exp EyeLike Floor Gelu GroupNormalization HardSigmoid HardSwish Hardmax"
            + " Identity InstanceNormalization IsInf IsNaN LRN LayerNormalization LeakyRelu Log"
            + " LogSoftmax LpNormalization MeanVarianceNormalization Mish Neg Not PRelu"
            + " QuantizeLinear RandomNormalLike RandomUniformLike Reciprocal Relu ReverseSequence"
            + " Round Scatter ScatterElements ScatterND Selu Shrink Sigmoid Sign Sin Sinh Softmax"
            + " Softplus Softsign Sqrt Tan Tanh ThresholdedRelu Trilu",
        node -> node.shape(0));
    all(
        "Add And BitShift BitwiseAnd BitwiseOr BitwiseXor Div Equal Greater GreaterOrEqual Less"
            + " LessOrEqual Max Mean Min Mod Mul Or Pow Sub Sum Where Xor",
        MatrixShapes::broadcast);
    all(
        "ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd"
            + " ReduceSum ReduceSumSquare",
        node -> MatrixShapes.reduced(node, true));
    all("ArgMax ArgMin", MatrixShapes::index);
    all("Gemm", MatrixShapes::gemm);
    all("MatMul MatMulInteger", node -> MatrixShapes.matMul(node, 0, 1));
    all("QLinearMatMul", node -> MatrixShapes.matMul(node, 0, 3));
    all("Conv ConvInteger", node -> WindowShapes.conv(node, 0, 1));
    all("QLinearConv", node -> WindowShapes.conv(node, 0, 3));
    all("ConvTranspose", WindowShapes::convTranspose);
    all("AveragePool LpPool MaxPool", WindowShapes::pool);
    all("GlobalAveragePool GlobalLpPool GlobalMaxPool", WindowShapes::globalPool);
    all("Reshape", MovementShapes::reshape);
    all("Flatten", MovementShapes::flatten);
    all("Transpose", MovementShapes::transpose);
    all("Squeeze", MovementShapes::squeeze);
    all("Unsqueeze", MovementShapes::unsqueeze);
    all("Concat", MovementShapes::concat);
    all("Slice", MovementShapes::slice);
    all("Gather", MovementShapes::gather);
    all("GatherElements", node -> node.shape(1));
    all("Expand", MovementShapes::expand);
    all("Tile", MovementShapes::tile);
    all("Pad", MovementShapes::pad);
    all("DepthToSpace", node -> MovementShapes.blocks(node, true));
    all("SpaceToDepth", node -> MovementShapes.blocks(node, false));
    all("Resize Upsample", MovementShapes::resize);
    all("Shape", node -> node.shape(0).map(in -> Dim.list(ContentRules.shape(node, in).size())));
    all("Size", node -> Optional.of(List.of()));
    all("ConstantOfShape", node -> node.content(0));
    all("RandomNormal RandomUniform", node -> node.integers("shape").map(Dim::list));
    all("OneHot", node -> node.shape(0).flatMap(in -> oneHot(node, in)));
  }

  private ShapeRules() {}

  private static void all(String operators, Function<NodeView, Optional<List<Dim>>> rule) {
    for (String operator : operators.split(" ", -1)) {
      FIRST.put(operator, rule);
    }
  }

  /** The shapes of all outputs, each empty if it is unknown. */
  static List<Optional<List<Dim>>> infer(NodeView node) {
    if (node.operator().equals("Split")) {
      return IntStream.range(0, node.outputs())
          .mapToObj(i -> MovementShapes.split(node, i))
          .toList();
    }
    Optional<List<Dim>> first =
        FIRST.getOrDefault(node.operator(), unknown -> Optional.empty()).apply(node);
    List<Optional<List<Dim>>> all = new ArrayList<>();
    for (int i = 0; i < node.outputs(); i++) {
      all.add(i == 0 ? first : further(node, i));
    }
    return all;
  }

  private static Optional<List<Dim>> further(NodeView node, int output) {
    return switch (node.operator()) {
      case "Dropout" -> node.shape(0);
      case "DynamicQuantizeLinear" -> Optional.of(List.of());
      case "BatchNormalization" -> output < 3 ? node.shape(output + 2) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<List<Dim>> oneHot(NodeView node, List<Dim> in) {
    long axis = node.integer("axis", -1);
    int at = NodeView.place(axis, in.size() + 1);
    List<Dim> out = new ArrayList<>(in);
    out.add(at, node.content(1).filter(d -> d.size() == 1).map(d -> d.get(0)).orElse(Dim.UNKNOWN));
    return Optional.of(out);
  }
}
