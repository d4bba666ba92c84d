package dev.wgan.runtime;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The operators of ONNX Runtime's own domains and of {@code ai.onnx.ml}, many of which end the
 * process on inputs of another size than they expect. Those on the first list withstood inputs of
 * every wrong size and attributes of every wrong value; those on the second list withstood all but
 * empty inputs and scalars, so that the sizes of their inputs must be known; every other one is
 * refused, unless {@link GeneratorOptions.Builder#unguardedOperators} accepts it.
 *
 * <p>Thread-safe: there is no state.
 */
final class ContributedOperators {
  private static final List<String> DOMAINS =
      List.of("com.microsoft", "com.ms", "ai.onnx.ml", "org.pytorch");

  private static final Set<String> SOUND =
      Set.of(
          "ai.onnx.ml:ArrayFeatureExtractor",
          "ai.onnx.ml:Binarizer",
          "ai.onnx.ml:CategoryMapper",
          "ai.onnx.ml:Imputer",
          "ai.onnx.ml:LabelEncoder",
          "ai.onnx.ml:LinearClassifier",
          "ai.onnx.ml:LinearRegressor",
          "ai.onnx.ml:OneHotEncoder",
          "ai.onnx.ml:SVMClassifier",
          "ai.onnx.ml:SVMRegressor",
          "ai.onnx.ml:Scaler",
          "ai.onnx.ml:ZipMap",
          "com.microsoft:CDist",
          "com.microsoft:DequantizeLinear",
          "com.microsoft:DynamicQuantizeMatMul",
          "com.microsoft:ExpandDims",
          "com.microsoft:FusedConv",
          "com.microsoft:FusedGemm",
          "com.microsoft:GatherND",
          "com.microsoft:Gelu",
          "com.microsoft:GridSample", // SizeRules looks at its image
          "com.microsoft:Inverse",
          "com.microsoft:MatMulInteger16",
          "com.microsoft:MatMulIntegerToFloat",
          "com.microsoft:MatMulNBits",
          "com.microsoft:MaxpoolWithMask",
          "com.microsoft:NhwcMaxPool",
          "com.microsoft:Pad",
          "com.microsoft:QGemm",
          "com.microsoft:QLinearAdd",
          "com.microsoft:QLinearConv",
          "com.microsoft:QLinearGlobalAveragePool",
          "com.microsoft:QLinearMul",
          "com.microsoft:QuantizeLinear",
          "com.microsoft:QuickGelu",
          "com.microsoft:Range",
          "com.microsoft:Tokenizer",
          "com.microsoft:TransposeMatMul",
          "com.microsoft:Unique",
          "com.microsoft.nchwc:GlobalAveragePool",
          "com.microsoft.nchwc:GlobalMaxPool",
          "com.microsoft.nchwc:ReorderInput",
          "com.microsoft.nchwc:ReorderOutput",
          "com.microsoft.nchwc:Upsample");

  /** Written by ONNX Runtime's optimizer, and sound on inputs that are not empty. */
  private static final Set<String> SIZED =
      Set.of(
          "com.microsoft:BiasGelu",
          "com.microsoft:FastGelu",
          "com.microsoft:FusedMatMul",
          "com.microsoft:SkipLayerNormalization",
          "com.microsoft.nchwc:Conv");

  /** Taken out of ONNX's own domain long ago; ONNX Runtime still runs them. */
  private static final Set<String> REMOVED =
      Set.of("ATen", "Crop", "DynamicSlice", "GivenTensorFill", "ImageScaler");

  private ContributedOperators() {}

  /**
   * Finds the operators that are on neither list, and functions that would be mistaken for others.
   *
   * @param unguarded whether operators of these domains are accepted that are on neither list
   */
  static void check(OnnxFile file, boolean unguarded, List<String> found) {
    Set<String> functions = new HashSet<>();
    for (OnnxFunction function : file.functions()) {
      String name = function.domain() + ":" + function.name();
      if (isBuiltIn(function.domain())) {
        found.add(
            "the function %s has the domain of built-in operators, which ONNX Runtime would run in its place: rename it"
                .formatted(name));
      } else if (!functions.add(name)) {
        found.add(
            "there are two functions %s: expected one of each name, without overloads"
                .formatted(name));
      }
    }
    for (OnnxNode node : file.allNodes()) {
      String operator = node.operator();
      boolean refused =
          node.domain().isEmpty()
              ? REMOVED.contains(operator)
              : !unguarded
                  && isBuiltIn(node.domain())
                  && !SOUND.contains(operator)
                  && !SIZED.contains(operator);
      if (refused) {
        found.add(
            "%s is the operator %s, which ONNX Runtime does not guard against inputs of wrong size:"
                    .formatted(node.where(), operator)
                + " export the model with operators of ONNX itself");
      }
    }
  }

  private static boolean isBuiltIn(String domain) {
    return DOMAINS.stream().anyMatch(domain::startsWith);
  }

  /** Returns whether the sizes of an operator's inputs must be known. */
  static boolean isSized(String operator) {
    return SIZED.contains(operator);
  }
}
