package dev.wgan.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The rules of {@link BatchRules} for products: ONNX Runtime packs weights that it has at load and
 * computes every row from them alike. For other weights it has a kernel of its own for one row.
 */
final class ProductRules {
  private ProductRules() {}

  /** Returns what is known of the node's first output, or null for an operator of other rules. */
  static @Nullable TracedValue of(TracedNode node) throws BatchFinding {
    return switch (node.node().opType()) {
      case "MatMul" -> matMul(node);
      case "Gemm" -> gemm(node);
      case "Conv", "ConvTranspose", "ConvInteger", "QLinearConv" -> convolution(node);
      case "MatMulInteger" -> matMulInteger(node);
      case "QuantizeLinear", "DequantizeLinear" -> quantize(node);
      case "DynamicQuantizeLinear" -> dynamicQuantize(node);
      default -> null;
    };
  }

  private static TracedValue matMul(TracedNode node) throws BatchFinding {
    TracedValue left = node.input(0);
    TracedValue right = node.input(1);
    if (left == null || right == null) {
      throw node.mixes("has no input");
    }
    if (left.isRows() && left.rank() >= 2 && right.isConstant()) {
      if (!right.isPacked()) {
        node.rounds();
        if (!right.servesRows(left.rank())) {
          throw node.mixes("multiplies samples by matrices that may differ from row to row");
        }
      }
      return TracedValue.rows(left.rank());
    }
    // Of samples that are matrices themselves, each is multiplied by a call of its own or not.
    boolean matrices =
        (left.isRows() && left.rank() >= 3 && right.isRows() && right.rank() == left.rank())
            || (right.isRows() && right.rank() >= 3 && left.isConstant() && left.rank() == 2);
    if (matrices) {
      node.rounds();
      return TracedValue.rows(right.rank());
    }
    throw node.mixes("multiplies samples in a way that cannot be followed");
  }

  private static TracedValue gemm(TracedNode node) throws BatchFinding {
    node.rows(0);
    if (node.integer("transA", 0) != 0) {
      throw node.mixes("multiplies across the samples of a batch");
    }
    node.requireConstant(1, "weights");
    TracedValue weights = node.input(1);
    if (weights == null || !weights.isPacked()) {
      node.rounds();
    }
    TracedValue bias = node.input(2);
    if (bias != null && !bias.servesRows(2)) {
      throw node.mixes("adds a constant that may differ from row to row");
    }
    return TracedValue.rows(2);
  }

  /** Every image is convolved by a call of its own. */
  private static TracedValue convolution(TracedNode node) throws BatchFinding {
    TracedValue rows = node.rows(0);
    node.requireConstant(1, "weights");
    return rows;
  }

  /** Integers are multiplied exactly; what remains are the scales. */
  private static TracedValue matMulInteger(TracedNode node) throws BatchFinding {
    TracedValue rows = node.rows(0);
    node.requireConstant(1, "weights");
    TracedValue weights = node.input(1);
    TracedValue zero = node.input(2);
    boolean oneZero = zero == null || zero.rank() == 0 || zero.length() == 1;
    if (rows.rank() < 2 || weights == null || weights.rank() != 2 || !oneZero) {
      throw node.mixes("multiplies samples in a way that cannot be followed");
    }
    return rows;
  }

  /** ONNX Runtime leaves weights as integers where it can multiply with them. */
  private static TracedValue quantize(TracedNode node) throws BatchFinding {
    TracedValue value = node.input(0);
    if (node.allConstant() && value != null) {
      return TracedValue.constant(value.dims(), false);
    }
    TracedValue rows = node.rows(0);
    node.requireConstant(1, "scales");
    TracedValue scale = node.input(1);
    boolean one = scale != null && (scale.rank() == 0 || scale.length() == 1);
    if (!one && node.integer("axis", 1) < 1) {
      throw node.mixes("has scales that may differ from row to row");
    }
    return rows;
  }

  private static TracedValue dynamicQuantize(TracedNode node) throws BatchFinding {
    throw node.mixes("quantizes all samples of a batch with one scale");
  }
}
