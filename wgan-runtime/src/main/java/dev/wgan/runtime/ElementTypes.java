package dev.wgan.runtime;

import java.util.List;
import java.util.Set;

/**
 * The element types that operators give, from those they take.
 *
 * <p>Thread-safe: there is no state. A type that is not known for certain is 0.
 */
final class ElementTypes {
  private static final int UNKNOWN = 0;

  /** Operators of ONNX Runtime's own domain whose first output has the type of the first input. */
  private static final Set<String> OF_FIRST =
      Set.of(
          "Attention",
          "BiasAdd",
          "BiasGelu",
          "BiasSplitGelu",
          "ConvTransposeWithDynamicPads",
          "FastGelu",
          "FusedConv",
          "FusedGemm",
          "FusedMatMul",
          "FusedMatMulActivation",
          "Gelu",
          "GridSample",
          "GroupNorm",
          "GroupQueryAttention",
          "Inverse",
          "LayerNormalization",
          "MatMulBnb4",
          "MatMulNBits",
          "MultiHeadAttention",
          "NhwcConv",
          "NhwcFusedConv",
          "NhwcMaxPool",
          "Pad",
          "QuickGelu",
          "RotaryEmbedding",
          "SimplifiedLayerNormalization",
          "SkipGroupNorm",
          "SkipLayerNormalization",
          "SkipSimplifiedLayerNormalization",
          "TransposeMatMul",
          "Trilu");

  private ElementTypes() {}

  /** The type of an output; nodes with graphs within them are not looked into. */
  static int of(OnnxNode node, int output, List<ValueFact> inputs) {
    return switch (node.domain()) {
      case "" -> standard(node, output, inputs);
      case "ai.onnx.ml" -> learned(node, output, inputs);
      case "com.microsoft" ->
          output == 0 && OF_FIRST.contains(node.opType()) ? input(inputs, 0) : UNKNOWN;
      case "com.microsoft.nchwc" -> input(inputs, 0);
      default -> UNKNOWN;
    };
  }

  private static int input(List<ValueFact> inputs, int i) {
    return i < inputs.size() ? inputs.get(i).type() : UNKNOWN;
  }

  private static int standard(OnnxNode node, int output, List<ValueFact> inputs) {
    return switch (node.opType()) {
      case "Shape", "Size", "ArgMax", "ArgMin", "NonZero", "NonMaxSuppression", "SequenceLength" ->
          StoredTensor.INT64;
      case "TopK", "Unique", "MaxPool" -> output > 0 ? StoredTensor.INT64 : input(inputs, 0);
      case "StringSplit" -> output > 0 ? StoredTensor.INT64 : StoredTensor.STRING;
      case "Dropout" -> output > 0 ? StoredTensor.BOOL : input(inputs, 0);
      case "Equal",
          "Less",
          "LessOrEqual",
          "Greater",
          "GreaterOrEqual",
          "Not",
          "And",
          "Or",
          "Xor",
          "IsNaN",
          "IsInf",
          "OptionalHasElement",
          "RegexFullMatch" ->
          StoredTensor.BOOL;
      case "Cast", "BitCast" -> (int) node.integer("to", UNKNOWN);
      case "CastLike", "Where" -> input(inputs, 1);
      case "OneHot" -> input(inputs, 2);
      case "ConstantOfShape" ->
          node.attribute("value").isEmpty()
              ? StoredTensor.FLOAT
              : node.attribute("value")
                  .flatMap(OnnxAttribute::tensor)
                  .map(StoredTensor::elementType)
                  .orElse(UNKNOWN);
      case "RandomNormal", "RandomUniform", "SequenceEmpty" ->
          (int) node.integer("dtype", StoredTensor.FLOAT);
      case "Multinomial" -> (int) node.integer("dtype", StoredTensor.INT32);
      case "EyeLike", "Bernoulli", "RandomNormalLike", "RandomUniformLike" ->
          (int) node.integer("dtype", input(inputs, 0));
      case "HannWindow", "HammingWindow", "BlackmanWindow", "MelWeightMatrix" ->
          (int) node.integer("output_datatype", StoredTensor.FLOAT);
      case "TfIdfVectorizer" -> StoredTensor.FLOAT;
      case "ImageDecoder" -> StoredTensor.UINT8;
      case "MatMulInteger", "ConvInteger" -> StoredTensor.INT32;
      case "QLinearConv", "QLinearMatMul" -> input(inputs, 7);
      case "DynamicQuantizeLinear" -> output == 1 ? StoredTensor.FLOAT : StoredTensor.UINT8;
      case "QuantizeLinear" ->
          inputs.size() > 2 && !node.inputs().get(2).isEmpty()
              ? input(inputs, 2)
              : given(node, StoredTensor.UINT8);
      case "DequantizeLinear" -> given(node, input(inputs, 1));
      default -> input(inputs, 0);
    };
  }

  /** The attribute output_dtype, in which 0 stands for the usual type. */
  private static int given(OnnxNode node, int usual) {
    int given = (int) node.integer("output_dtype", 0);
    return given == 0 ? usual : given;
  }

  /** Operators of the domain for classical models. */
  private static int learned(OnnxNode node, int output, List<ValueFact> inputs) {
    return switch (node.opType()) {
      case "ArrayFeatureExtractor", "Binarizer", "Imputer", "TreeEnsemble" -> input(inputs, 0);
      case "FeatureVectorizer",
          "LinearRegressor",
          "Normalizer",
          "OneHotEncoder",
          "Scaler",
          "SVMRegressor",
          "TreeEnsembleRegressor" ->
          StoredTensor.FLOAT;
      case "LinearClassifier", "SVMClassifier", "TreeEnsembleClassifier" ->
          output > 0
              ? StoredTensor.FLOAT
              : node.attribute("classlabels_strings").isPresent() ? UNKNOWN : StoredTensor.INT64;
      case "LabelEncoder" -> labels(node);
      default -> UNKNOWN;
    };
  }

  /** Labels have the type of the only list of values that the node has. */
  private static int labels(OnnxNode node) {
    List<String> lists =
        node.attributes().keySet().stream().filter(name -> name.startsWith("values_")).toList();
    if (lists.equals(List.of("values_floats"))) {
      return StoredTensor.FLOAT;
    }
    return lists.equals(List.of("values_int64s")) ? StoredTensor.INT64 : UNKNOWN;
  }
}
