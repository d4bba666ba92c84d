package dev.wgan.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * Works out what is known of the values that an operator gives, from what is known of those it
 * takes.
 *
 * <p>Thread-safe: there is no state.
 */
final class FactRules {
  /** No tensor has more dimensions. */
  private static final long MOST_RANK = 64;

  /** Operators whose results are not empty if their inputs are not. */
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
          "CastLike",
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

  private FactRules() {}

  /**
   * Returns what is known of one output of a node of ONNX's own domain, or of its type in any
   * other.
   */
  static ValueFact of(OnnxNode node, int output, int id, List<ValueFact> inputs) {
    int type = ElementTypes.of(node, output, inputs);
    if (!node.domain().isEmpty() || inputs.isEmpty()) {
      return ValueFact.of(id, type);
    }
    boolean filled = KEEPS_ELEMENTS.contains(node.opType());
    for (int i = 0; i < inputs.size(); i++) {
      filled &= node.inputs().get(i).isEmpty() || inputs.get(i).filled();
    }
    ValueFact fact = ValueFact.of(id, type).withFilled(filled);
    boolean followed = output == 0 || node.is("Split");
    return followed && StoredTensor.isWhole(type) ? numbers(node, fact, inputs) : fact;
  }

  /** With the whole numbers that it holds, as far as they are known. */
  private static ValueFact numbers(OnnxNode node, ValueFact fact, List<ValueFact> inputs) {
    ValueFact first = inputs.get(0);
    return switch (node.opType()) {
      case "Shape" -> shape(node, fact, first);
      case "Size" ->
          fact.withBounds(new IntegerBounds(first.filled() ? 1 : 0, DimProduct.MOST_ELEMENTS))
              .withCount(1);
      case "Cast",
          "CastLike",
          "Identity",
          "Squeeze",
          "Unsqueeze",
          "Reshape",
          "Flatten",
          "Transpose" ->
          fact.withNumbersOf(first);
      case "Expand", "Tile" ->
          fact.withNumbersOf(first).withShapeOf(0).withCount(DimProduct.MOST_ELEMENTS);
      case "GatherElements", "GatherND", "Compress" -> fact.withBounds(first.bounds());
      case "Split", "ReduceMax", "ReduceMin" ->
          fact.withBounds(first.bounds()).withCount(first.count());
      case "Gather" -> gather(fact, inputs);
      case "Slice" -> slice(fact, inputs);
      case "Abs" -> fact.withBounds(first.bounds().absolute()).withCount(first.count());
      case "Neg" ->
          fact.withBounds(IntegerBounds.of(0).minus(first.bounds())).withCount(first.count());
      case "Concat" -> concat(fact, inputs);
      case "Clip" -> clip(node, fact, inputs);
      case "ConstantOfShape" ->
          node.attribute("value")
              .flatMap(OnnxAttribute::tensor)
              .flatMap(StoredTensor::integers)
              .map(values -> fact.withBounds(IntegerBounds.of(values)))
              .orElse(fact);
      case "Where" -> fact.withBounds(bounds(inputs.subList(1, inputs.size()), IntegerBounds::or));
      case "Add", "Sum" -> fact.withBounds(bounds(inputs, IntegerBounds::plus));
      case "Min" -> fact.withBounds(bounds(inputs, IntegerBounds::min));
      case "Max" -> fact.withBounds(bounds(inputs, IntegerBounds::max));
      case "Sub" -> fact.withBounds(bounds(inputs, IntegerBounds::minus));
      case "Div" -> fact.withBounds(bounds(inputs, IntegerBounds::over));
      case "Mod" ->
          node.integer("fmod", 0) == 0
              ? fact.withBounds(bounds(inputs, IntegerBounds::modulo))
              : fact;
      case "Mul" ->
          inputs.size() == 2
              ? first.product().times(inputs.get(1).product()).map(fact::withDims).orElse(fact)
              : fact;
      case "ReduceSum" ->
          fact.withBounds(first.bounds().times(new IntegerBounds(1, first.count())));
      case "ReduceProd" -> fact.withBounds(product(first)).withCount(first.count());
      default -> fact;
    };
  }

  private static IntegerBounds bounds(List<ValueFact> inputs, BinaryOperator<IntegerBounds> by) {
    return inputs.stream().map(ValueFact::bounds).reduce(by).orElse(IntegerBounds.ALL);
  }

  private static ValueFact shape(OnnxNode node, ValueFact fact, ValueFact of) {
    long start = node.integer("start", 0);
    if (start >= 0 && node.integer("end", Long.MAX_VALUE) == start + 1) {
      return fact.withDims(DimProduct.of(of.id(), start, of.filled())).withCount(1);
    }
    boolean all = node.attribute("start").isEmpty() && node.attribute("end").isEmpty();
    return fact.withBounds(new IntegerBounds(of.filled() ? 1 : 0, DimProduct.MOST))
        .withCount(MOST_RANK)
        .withShapeOf(all ? of.id() : -of.id());
  }

  private static ValueFact gather(ValueFact fact, List<ValueFact> inputs) {
    ValueFact data = inputs.get(0);
    ValueFact found = fact.withBounds(data.bounds());
    if (inputs.size() < 2 || data.shapeOf() == 0) {
      return found;
    }
    long[] indices = inputs.get(1).constant().orElse(new long[0]);
    found = found.withCount(inputs.get(1).count());
    if (indices.length == 1 && data.shapeOf() > 0) {
      return found.withDims(DimProduct.of(data.shapeOf(), indices[0], data.bounds().least() > 0));
    }
    boolean once =
        indices.length > 0
            && Arrays.stream(indices).allMatch(index -> index >= 0)
            && Arrays.stream(indices).distinct().count() == indices.length;
    return once ? found.withShapeOf(-Math.abs(data.shapeOf())) : found;
  }

  private static ValueFact slice(ValueFact fact, List<ValueFact> inputs) {
    ValueFact data = inputs.get(0);
    ValueFact found = fact.withBounds(data.bounds()).withCount(data.count());
    if (data.shapeOf() == 0) {
      return found;
    }
    Optional<Long> start = number(inputs, 1);
    Optional<Long> end = number(inputs, 2);
    boolean forward = inputs.size() < 5 || number(inputs, 4).equals(Optional.of(1L));
    boolean last = start.equals(Optional.of(-1L)) && end.orElse(0L) > MOST_RANK;
    boolean one = start.isPresent() && start.map(from -> from + 1).equals(end);
    // From -1 to 0 is nothing.
    if (data.shapeOf() > 0 && forward && (last || (one && !end.equals(Optional.of(0L))))) {
      DimProduct dim =
          DimProduct.of(data.shapeOf(), start.orElseThrow(), data.bounds().least() > 0);
      return found.withDims(dim).withCount(1);
    }
    return found.withShapeOf(-Math.abs(data.shapeOf()));
  }

  /** The number of a constant that has only one. */
  private static Optional<Long> number(List<ValueFact> inputs, int i) {
    return i < inputs.size()
        ? inputs.get(i).constant().filter(values -> values.length == 1).map(values -> values[0])
        : Optional.empty();
  }

  private static ValueFact concat(ValueFact fact, List<ValueFact> inputs) {
    long count = 0;
    for (ValueFact input : inputs) {
      count = Math.min(DimProduct.MOST_ELEMENTS, count + input.count());
    }
    return fact.withBounds(bounds(inputs, IntegerBounds::or)).withCount(count);
  }

  private static ValueFact clip(OnnxNode node, ValueFact fact, List<ValueFact> inputs) {
    IntegerBounds bounds = inputs.get(0).bounds();
    if (inputs.size() > 1 && !node.inputs().get(1).isEmpty()) {
      bounds = bounds.max(inputs.get(1).bounds());
    }
    if (inputs.size() > 2 && !node.inputs().get(2).isEmpty()) {
      bounds = bounds.min(inputs.get(2).bounds());
    }
    return fact.withBounds(bounds).withCount(inputs.get(0).count());
  }

  private static IntegerBounds product(ValueFact factors) {
    // Different dimensions of one tensor, which is in memory.
    return factors.shapeOf() != 0
        ? new IntegerBounds(factors.bounds().least(), DimProduct.MOST_ELEMENTS)
        : factors.bounds().power(factors.count());
  }
}
