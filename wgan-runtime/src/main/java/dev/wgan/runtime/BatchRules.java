package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operators whose results keep the samples of a batch apart, each with the rule by which it
 * does. Operators that are not among them are taken to mix samples.
 *
 * <p>Thread-safe: there is no state that changes.
 *
 * <p>An operator counts as batch-invariant if {@code OperatorBitsTest} finds the same bits at every
 * width, batch and place, <em>and</em> its kernel in ONNX Runtime gives a reason: every element is
 * one correctly rounded operation, or MLAS computes it by one formula whatever its place, or every
 * sample is computed by a call of its own. What Eigen computes with approximations in vectors and
 * exactly at their ends (exponentials, logarithms, sums) does not count, whatever one processor
 * shows.
 */
final class BatchRules {
  private BatchRules() {}

  /**
   * Returns what is known of the node's first output, or null for an operator that is not among
   * them.
   */
  static @Nullable TracedValue of(TracedNode node) throws BatchFinding {
    TracedValue moved = MovementRules.of(node);
    TracedValue known = moved == null ? ProductRules.of(node) : moved;
    return known == null ? computed(node) : known;
  }

  private static @Nullable TracedValue computed(TracedNode node) throws BatchFinding {
    return switch (node.node().opType()) {
      // With broadcasting, one rounding per operation or one formula per element.
      case "Abs",
          "Add",
          "And",
          "Ceil",
          "Clip",
          "Div",
          "Equal",
          "Erf",
          "Exp",
          "Floor",
          "Gelu",
          "Greater",
          "GreaterOrEqual",
          "Identity",
          "LeakyRelu",
          "Less",
          "LessOrEqual",
          "Max",
          "Mean",
          "Min",
          "Mul",
          "Neg",
          "Not",
          "Or",
          "PRelu",
          "Pow",
          "Reciprocal",
          "Relu",
          "Round",
          "Sigmoid",
          "Sign",
          "Softsign",
          "Sqrt",
          "Sub",
          "Sum",
          "Tanh",
          "ThresholdedRelu",
          "Where",
          "Xor" ->
          elementwise(node);
      // Rounded by the element's place in memory.
      case "Acos",
          "Acosh",
          "Asin",
          "Asinh",
          "Atan",
          "Atanh",
          "Celu",
          "Cos",
          "Cosh",
          "Elu",
          "HardSigmoid",
          "HardSwish",
          "Log",
          "Mish",
          "Selu",
          "Sin",
          "Sinh",
          "Softplus",
          "Swish",
          "Tan" ->
          rounding(node, elementwise(node));
      // Every sample for itself; inputs after the first are constants or sizes.
      case "AveragePool", "DepthToSpace", "GlobalAveragePool", "GlobalMaxPool", "SpaceToDepth" ->
          perSample(node);
      // Every sample for itself, but rounded by its place in memory.
      case "GlobalLpPool", "GroupNormalization", "InstanceNormalization", "LRN", "LpPool" ->
          rounding(node, perSample(node));
      case "ReduceL1",
          "ReduceL2",
          "ReduceLogSum",
          "ReduceLogSumExp",
          "ReduceMean",
          "ReduceProd",
          "ReduceSum",
          "ReduceSumSquare" ->
          rounding(node, reduction(node));
      case "ReduceMax", "ReduceMin" -> reduction(node);
      case "Softmax", "LogSoftmax" -> softmax(node);
      case "MaxPool" -> maxPool(node);
      case "Resize", "Upsample" -> resize(node);
      case "LayerNormalization" -> rounding(node, layerNormalization(node));
      case "BatchNormalization" -> batchNormalization(node);
      case "Dropout" -> dropout(node);
      case "Cast" -> cast(node);
      default -> null;
    };
  }

  private static TracedValue rounding(TracedNode node, TracedValue result) {
    if (result.isRows()) {
      node.rounds();
    }
    return result;
  }

  static TracedValue elementwise(TracedNode node) throws BatchFinding {
    boolean rows = node.any(TracedValue.Kind.ROWS);
    boolean sizes = node.any(TracedValue.Kind.SIZES);
    if (!rows) {
      TracedValue first = node.input(0);
      boolean single = node.inputs().stream().allMatch(in -> in == null || in.isSingle());
      return first != null
              && first.kind() == TracedValue.Kind.SIZES
              && (single || node.inputs().size() == 1)
          ? first
          : TracedValue.sizes(TracedValue.UNKNOWN, TracedValue.UNKNOWN, single);
    }
    if (sizes) {
      throw node.mixes("computes with the size of the batch");
    }
    List<Integer> ranks = new ArrayList<>();
    for (TracedValue input : node.inputs()) {
      if (input != null && input.isRows()) {
        ranks.add(input.rank());
      }
    }
    int rank = ranks.get(0);
    // Rows of fewer dimensions would be spread over the dimensions of other samples.
    boolean alike = ranks.stream().allMatch(other -> other != TracedValue.UNKNOWN && other == rank);
    if (ranks.size() > 1 && !alike) {
      throw node.mixes("combines samples of different or unknown shapes");
    }
    for (TracedValue input : node.inputs()) {
      if (input != null && input.isConstant() && !input.servesRows(rank)) {
        throw node.mixes("combines samples with a constant that may differ from row to row");
      }
    }
    return TracedValue.rows(rank);
  }

  private static TracedValue perSample(TracedNode node) throws BatchFinding {
    TracedValue rows = node.rows(0);
    for (int i = 1; i < node.inputs().size(); i++) {
      TracedValue other = node.input(i);
      if (other != null && other.isRows()) {
        throw node.mixes("computes its settings");
      }
    }
    return TracedValue.rows(rows.rank());
  }

  /** The second output counts places from the first sample of the batch on. */
  private static TracedValue maxPool(TracedNode node) throws BatchFinding {
    if (node.node().outputs().stream().filter(name -> !name.isEmpty()).count() > 1) {
      throw node.mixes("gives places in the batch");
    }
    return perSample(node);
  }

  private static TracedValue resize(TracedNode node) throws BatchFinding {
    TracedValue rows = perSample(node);
    boolean spared =
        node.integers("axes").map(axes -> TracedNode.sparesRows(axes, rows.rank())).orElse(false);
    Optional<float[]> old = node.attribute("scales").flatMap(OnnxAttribute::reals);
    boolean stretched = old.map(scales -> scales.length > 0 && scales[0] != 1).orElse(false);
    for (int i = 1; i < node.inputs().size(); i++) {
      TracedValue scales = node.input(i);
      boolean sizes = i == 3 && scales != null && scales.firstOnly();
      if (scales != null && !scales.isConstant() && !sizes) {
        throw node.mixes("resizes by the size of the batch");
      }
      if (spared) {
        continue;
      }
      // A region of interest has twice as many elements as there are dimensions.
      if (scales != null && scales.length() == rows.rank() && scales.isReal()) {
        double[] values = scales.numbers().orElse(new double[] {0});
        stretched |= values[0] != 1;
      }
    }
    if (stretched) {
      throw node.mixes("resizes the batch");
    }
    return rows;
  }

  private static TracedValue reduction(TracedNode node) throws BatchFinding {
    TracedValue rows = node.rows(0);
    long[] axes = node.axes(1).orElse(new long[0]);
    if (!TracedNode.sparesRows(axes, rows.rank())) {
      throw node.mixes("reduces over the samples of a batch");
    }
    boolean kept = node.integer("keepdims", 1) == 1 || rows.rank() == TracedValue.UNKNOWN;
    return TracedValue.rows(kept ? rows.rank() : rows.rank() - axes.length);
  }

  private static TracedValue softmax(TracedNode node) throws BatchFinding {
    TracedValue rows = node.rows(0);
    long axis = node.integer("axis", node.opset() < 13 ? 1 : -1);
    if (!TracedNode.sparesRows(new long[] {axis}, rows.rank())) {
      throw node.mixes("normalizes over the samples of a batch");
    }
    return rows;
  }

  private static TracedValue layerNormalization(TracedNode node) throws BatchFinding {
    TracedValue rows = node.rows(0);
    node.requireConstant(1, "weights");
    if (!TracedNode.sparesRows(new long[] {node.integer("axis", -1)}, rows.rank())) {
      throw node.mixes("normalizes over the samples of a batch");
    }
    return rows;
  }

  /** In training mode it normalizes with the mean and variance of the batch. */
  private static TracedValue batchNormalization(TracedNode node) throws BatchFinding {
    boolean old = node.opset() < 7 && node.integer("is_test", 0) == 0;
    long outputs = node.node().outputs().stream().filter(name -> !name.isEmpty()).count();
    boolean running = node.opset() >= 7 && node.opset() < 14 && outputs > 1;
    if (old || running || node.integer("training_mode", 0) != 0) {
      throw node.irreproducible("normalizes with the statistics of its batch");
    }
    TracedValue rows = node.rows(0);
    node.requireConstant(1, "weights");
    return rows;
  }

  private static TracedValue dropout(TracedNode node) throws BatchFinding {
    boolean training = node.opset() < 7 && node.integer("is_test", 0) == 0;
    TracedValue mode = node.input(2);
    if (node.opset() >= 12 && mode != null) {
      long[] value = mode.integers().orElse(new long[] {1});
      training = value.length != 1 || value[0] != 0;
    }
    if (training) {
      throw node.irreproducible("drops elements at random");
    }
    return node.rows(0);
  }

  /** Operators on other floats than those of 32 bits have kernels that were not measured. */
  private static TracedValue cast(TracedNode node) throws BatchFinding {
    TracedValue input = node.input(0);
    if (input == null) {
      throw node.mixes("has no input");
    }
    if (input.isRows() && BatchTracing.isOtherFloat((int) node.integer("to", 0))) {
      node.rounds();
    }
    return input;
  }
}
