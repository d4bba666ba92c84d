package dev.wgan.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses divisions of whole numbers that could divide by 0 and end the process: a divisor must be
 * a constant, or made of positive constants and dimensions.
 *
 * <p>Not thread-safe: it remembers what it has found out.
 */
final class DivisorRules {
  /** What gives positive numbers if all its numbers are; only the first input has numbers. */
  private static final Set<String> OF_FIRST =
      Set.of(
          "Gather",
          "GatherElements",
          "Slice",
          "Squeeze",
          "Unsqueeze",
          "Reshape",
          "Identity",
          "Transpose",
          "Flatten",
          "Expand",
          "Tile",
          "Abs",
          "Split",
          "ReduceMax",
          "ReduceMin",
          "ReduceProd",
          "ReduceSum");

  /** Larger constants could make a product overflow, and -1 of two positive numbers. */
  private static final long SMALL = 1 << 16;

  /** What gives positive numbers if all its inputs are positive. */
  private static final Set<String> OF_ALL = Set.of("Concat", "Mul", "Add", "Sum", "Min");

  /** What gives no empty value as long as it is given none. */
  private static final Set<String> KEEPS_ELEMENTS =
      Set.of(
          "Add",
          "Sub",
          "Mul",
          "Div",
          "Pow",
          "Conv",
          "ConvTranspose",
          "Gemm",
          "MatMul",
          "Relu",
          "LeakyRelu",
          "PRelu",
          "Elu",
          "Selu",
          "Sigmoid",
          "Tanh",
          "Softplus",
          "Gelu",
          "Erf",
          "Exp",
          "Sqrt",
          "Neg",
          "Abs",
          "Clip",
          "Cast",
          "Identity",
          "Reshape",
          "Flatten",
          "Transpose",
          "Squeeze",
          "Unsqueeze",
          "Concat",
          "BatchNormalization",
          "InstanceNormalization",
          "LayerNormalization",
          "GroupNormalization",
          "Softmax",
          "Where",
          "ReduceMean",
          "ReduceMax",
          "GlobalAveragePool",
          "MaxPool",
          "AveragePool",
          "DepthToSpace");

  /** Deep chains are looked through no further, and count as unknown. */
  private static final int MAX_DEPTH = 200;

  private final Scope scope;
  private final Map<String, Boolean> integer = new HashMap<>();
  private final Map<String, Boolean> positive = new HashMap<>();
  private final Map<String, Boolean> filled = new HashMap<>();

  DivisorRules(Scope scope) {
    this.scope = scope;
  }

  void check(OnnxNode node, List<String> found) {
    boolean divides = node.is("Div") || (node.is("Mod") && node.integer("fmod", 0) != 1);
    if (!divides || node.inputs().size() < 2) {
      return;
    }
    String divisor = node.inputs().get(1);
    if (!isInteger(divisor, 0) && !isInteger(node.inputs().get(0), 0)) {
      return;
    }
    Optional<long[]> constant = scope.integers(divisor);
    if (constant.isPresent()) {
      for (long value : constant.get()) {
        // The least number divided by -1 traps as a division by 0 does.
        if (value == 0 || value == -1) {
          found.add(
              "%s divides whole numbers by the constant %d: expected neither 0 nor -1"
                  .formatted(node.where(), value));
          return;
        }
      }
    } else if (!isPositive(divisor, 0)) {
      found.add(
          "%s divides whole numbers by '%s', which may be 0: expected a constant or a dimension"
              .formatted(node.where(), divisor));
    }
  }

  /** Whether a value is known to hold whole numbers. */
  private boolean isInteger(String name, int depth) {
    Boolean known = integer.get(name);
    if (known != null || depth > MAX_DEPTH) {
      return known != null && known;
    }
    integer.put(name, false);
    boolean found =
        scope
            .constant(name)
            .map(tensor -> StoredTensor.isWhole(tensor.elementType()))
            .or(() -> scope.input(name).map(input -> StoredTensor.isWhole(input.elementType())))
            .or(() -> scope.producer(name).map(node -> givesIntegers(node, name, depth)))
            .orElse(false);
    integer.put(name, found);
    return found;
  }

  private boolean givesIntegers(OnnxNode node, String name, int depth) {
    if (!node.domain().isEmpty()) {
      return false;
    }
    int output = node.outputs().indexOf(name);
    return switch (node.opType()) {
      case "Shape", "Size", "ArgMax", "ArgMin", "NonZero" -> true;
      case "Constant" ->
          node.attribute("value_int").isPresent() || node.attribute("value_ints").isPresent();
      case "ConstantOfShape" ->
          node.attribute("value")
              .flatMap(OnnxAttribute::tensor)
              .map(tensor -> StoredTensor.isWhole(tensor.elementType()))
              .orElse(false);
      case "Cast" -> StoredTensor.isWhole((int) node.integer("to", 0));
      case "RandomUniform", "RandomNormal" -> false;
      case "EyeLike", "Bernoulli", "RandomNormalLike", "RandomUniformLike" ->
          StoredTensor.isWhole((int) node.integer("dtype", 0));
      case "CastLike", "Where", "OneHot" ->
          node.inputs().size() > 1
              && isInteger(node.inputs().get(node.inputs().size() - 1), depth + 1);
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
          "IsInf" ->
          false;
      case "If" -> declares(node, output);
      case "Loop", "Scan" -> declares(node, output) || declares(node, output + 1);
      default ->
          (output > 0 && (node.is("TopK") || node.is("Unique")))
              || (!node.inputs().isEmpty() && isInteger(node.inputs().get(0), depth + 1));
    };
  }

  /** Whether a graph within a node declares an output of whole numbers. */
  private static boolean declares(OnnxNode node, int output) {
    return node.attributes().values().stream()
        .flatMap(attribute -> attribute.graphs().stream())
        .filter(graph -> output >= 0 && output < graph.outputs().size())
        .anyMatch(graph -> StoredTensor.isWhole(graph.outputs().get(output).elementType()));
  }

  /** Whether a value holds numbers above 0 only. */
  private boolean isPositive(String name, int depth) {
    Boolean known = positive.get(name);
    if (known != null || depth > MAX_DEPTH) {
      return known != null && known;
    }
    positive.put(name, false);
    Optional<long[]> constant = scope.integers(name);
    boolean found =
        constant.isPresent()
            ? java.util.Arrays.stream(constant.get()).allMatch(value -> value > 0 && value <= SMALL)
            : scope.producer(name).map(node -> givesPositive(node, depth)).orElse(false);
    positive.put(name, found);
    return found;
  }

  private boolean givesPositive(OnnxNode node, int depth) {
    if (!node.domain().isEmpty() || node.inputs().isEmpty()) {
      return false;
    }
    String first = node.inputs().get(0);
    if (node.is("Shape") || node.is("Size")) {
      return isFilled(first, depth + 1);
    }
    if (node.is("Cast")) {
      return isInteger(first, depth + 1) && isPositive(first, depth + 1);
    }
    if (node.is("Max")) {
      return node.inputs().stream().anyMatch(input -> isPositive(input, depth + 1));
    }
    if (node.is("Where")) {
      return node.inputs().stream().skip(1).allMatch(input -> isPositive(input, depth + 1));
    }
    if (OF_FIRST.contains(node.opType())) {
      return isPositive(first, depth + 1);
    }
    return OF_ALL.contains(node.opType())
        && node.inputs().stream().allMatch(input -> isPositive(input, depth + 1));
  }

  /** Whether a value has elements: whether no dimension is 0. */
  private boolean isFilled(String name, int depth) {
    Boolean known = filled.get(name);
    if (known != null || depth > MAX_DEPTH) {
      return known != null && known;
    }
    filled.put(name, false);
    boolean found =
        scope
            .constant(name)
            .map(tensor -> tensor.elements() > 0)
            .or(() -> scope.input(name).map(DivisorRules::isFilled))
            .or(() -> scope.producer(name).map(node -> givesElements(node, depth)))
            .orElse(false);
    filled.put(name, found);
    return found;
  }

  private static boolean isFilled(GraphValue input) {
    return input.dims().map(dims -> !dims.contains(0L)).orElse(true);
  }

  private boolean givesElements(OnnxNode node, int depth) {
    return node.domain().isEmpty()
        && KEEPS_ELEMENTS.contains(node.opType())
        && node.inputs().stream()
            .filter(input -> !input.isEmpty())
            .allMatch(input -> isFilled(input, depth + 1));
  }
}
