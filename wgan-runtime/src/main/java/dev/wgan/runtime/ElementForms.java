package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of {@link FormRules} for operators that compute element by element. */
final class ElementForms {
  private ElementForms() {}

  /** The forms of the first outputs, or null for an operator of other rules. */
  static @Nullable List<ValueForm> of(FormNode node) {
    return switch (node.node().operator()) {
      // The dimensions of the first input; no size is computed by them.
      case "Acos",
          "Acosh",
          "Asin",
          "Asinh",
          "Atan",
          "Atanh",
          "BatchNormalization",
          "Bernoulli",
          "BitwiseNot",
          "Celu",
          "Clip",
          "Cos",
          "Cosh",
          "CumSum",
          "Dropout",
          "Elu",
          "Erf",
          "Exp",
          "EyeLike",
          "Gelu",
          "GroupNormalization",
          "HardSigmoid",
          "HardSwish",
          "Hardmax",
          "InstanceNormalization",
          "IsInf",
          "IsNaN",
          "LRN",
          "LayerNormalization",
          "LeakyRelu",
          "Log",
          "LogSoftmax",
          "LpNormalization",
          "MeanVarianceNormalization",
          "Mish",
          "PRelu",
          "RMSNormalization",
          "RandomNormalLike",
          "RandomUniformLike",
          "Reciprocal",
          "ReverseSequence",
          "Scatter",
          "ScatterElements",
          "ScatterND",
          "Selu",
          "Shrink",
          "Sigmoid",
          "Sign",
          "SimplifiedLayerNormalization",
          "Sin",
          "Sinh",
          "Softmax",
          "Softplus",
          "Softsign",
          "Swish",
          "Tan",
          "Tanh",
          "ThresholdedRelu",
          "Trilu",
          "Relu",
          "CastLike",
          "QuantizeLinear",
          "DequantizeLinear",
          "com.microsoft:BiasGelu",
          "com.microsoft:BiasSplitGelu",
          "com.microsoft:DequantizeLinear",
          "com.microsoft:FastGelu",
          "com.microsoft:Gelu",
          "com.microsoft:GroupNorm",
          "com.microsoft:Inverse",
          "com.microsoft:QuantizeLinear",
          "com.microsoft:QuickGelu",
          "com.microsoft:QLinearLeakyRelu",
          "com.microsoft:QLinearSigmoid",
          "com.microsoft:SkipGroupNorm",
          "com.microsoft:SkipLayerNormalization",
          "com.microsoft:SkipSimplifiedLayerNormalization" ->
          List.of(node.input(0).emptied());
      case "BitShift", "BitwiseAnd", "BitwiseOr", "BitwiseXor", "Mean", "Pow", "Xor" ->
          List.of(broadcast(node));
      case "Identity" -> List.of(node.input(0));
      case "DynamicQuantizeLinear" -> dynamicQuantize(node);
      default -> null;
    };
  }

  private static List<ValueForm> dynamicQuantize(FormNode node) {
    ValueForm quantized = node.input(0).emptied().withType(StoredTensor.UINT8);
    return List.of(quantized, ValueForm.of(StoredTensor.FLOAT), ValueForm.of(StoredTensor.UINT8));
  }

  static ValueForm broadcast(FormNode node) {
    ValueForm all = node.input(0).emptied();
    for (int i = 1; i < node.inputs().size(); i++) {
      all = broadcast(all, node.input(i));
    }
    return all;
  }

  static ValueForm broadcast(ValueForm one, ValueForm other) {
    List<Extent> a = one.dims();
    List<Extent> b = other.dims();
    if (a == null || b == null) {
      boolean open = (a != null || one.open()) && (b != null || other.open());
      return (open ? ValueForm.OPEN : ValueForm.UNKNOWN).withType(one.type());
    }
    return one.withDims(broadcast(a, b));
  }

  static List<Extent> broadcast(List<Extent> a, List<Extent> b) {
    int rank = Math.max(a.size(), b.size());
    List<Extent> dims = new ArrayList<>(rank);
    for (int i = 0; i < rank; i++) {
      int left = i - rank + a.size();
      int right = i - rank + b.size();
      dims.add(
          left < 0 ? b.get(right) : right < 0 ? a.get(left) : a.get(left).broadcast(b.get(right)));
    }
    return dims;
  }
}
