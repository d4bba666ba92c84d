package dev.wgan.runtime;

import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Works out from a graph's last operators between which values its output lies: a Tanh, a Sigmoid,
 * a Clip, and arithmetic with one number after them.
 *
 * <p>Immutable and thread-safe.
 */
final class RangeGuess {
  /** As far back as arithmetic and moves are followed. */
  private static final int MAX_STEPS = 64;

  private final OnnxGraph graph;

  RangeGuess(OnnxGraph graph) {
    this.graph = graph;
  }

  /** The range of an output; empty if its last operators do not bound it. */
  Optional<ValueRange> of(String output) {
    return interval(output, MAX_STEPS)
        .filter(found -> Float.isFinite((float) found.low) && Float.isFinite((float) found.high))
        .filter(found -> (float) found.low < (float) found.high)
        .map(found -> new ValueRange((float) found.low, (float) found.high));
  }

  private record Interval(double low, double high) {
    static Interval of(double one, double other) {
      return new Interval(Math.min(one, other), Math.max(one, other));
    }

    Interval clipped(double min, double max) {
      return of(Math.min(Math.max(low, min), max), Math.min(Math.max(high, min), max));
    }
  }

  private static final Interval ANY =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private Optional<Interval> interval(String value, int steps) {
    Optional<OnnxNode> producer = graph.producer(value);
    if (steps == 0 || producer.isEmpty() || !producer.get().domain().isEmpty()) {
      return Optional.empty();
    }
    OnnxNode node = producer.get();
    return switch (node.opType()) {
      case "Tanh", "Softsign", "Erf", "Sin", "Cos" -> Optional.of(new Interval(-1, 1));
      case "Sigmoid", "HardSigmoid", "Softmax" -> Optional.of(new Interval(0, 1));
      case "Clip" -> clip(node, before(node, steps));
      case "Relu" -> before(node, steps).map(found -> found.clipped(0, Double.POSITIVE_INFINITY));
      case "Neg" -> before(node, steps).map(found -> new Interval(-found.high, -found.low));
      case "Round" ->
          before(node, steps)
              .map(found -> new Interval(Math.rint(found.low), Math.rint(found.high)));
      case "Identity",
          "Reshape",
          "Flatten",
          "Transpose",
          "Squeeze",
          "Unsqueeze",
          "Slice",
          "Gather",
          "DepthToSpace",
          "SpaceToDepth",
          "MaxPool",
          "Expand",
          "Tile" ->
          before(node, steps);
      // Bytes wrap around, and whole numbers lose what lies between.
      case "Cast" -> isReal(node) ? before(node, steps) : empty();
      case "Add", "Sub", "Mul", "Div" -> arithmetic(node, steps);
      default -> empty();
    };
  }

  private Optional<Interval> before(OnnxNode node, int steps) {
    return node.inputs().isEmpty() ? empty() : interval(node.inputs().get(0), steps - 1);
  }

  private static boolean isReal(OnnxNode cast) {
    long to = cast.integer("to", 0);
    return to == StoredTensor.FLOAT || to == StoredTensor.FLOAT16 || to == StoredTensor.DOUBLE;
  }

  private static Optional<Interval> empty() {
    return Optional.empty();
  }

  /** Bounds stand in attributes before opset 11, in constants since then. */
  private Optional<Interval> clip(OnnxNode node, Optional<Interval> before) {
    double min = bound(node, 1, "min", Double.NEGATIVE_INFINITY);
    double max = bound(node, 2, "max", Double.POSITIVE_INFINITY);
    return min > max || Double.isNaN(min) || Double.isNaN(max)
        ? empty()
        : Optional.of(before.orElse(ANY).clipped(min, max));
  }

  private double bound(OnnxNode node, int input, String attribute, double none) {
    if (input < node.inputs().size() && !node.inputs().get(input).isEmpty()) {
      return number(node.inputs().get(input)).orElse(Double.NaN);
    }
    return node.attribute(attribute)
        .flatMap(OnnxAttribute::real)
        .map(Float::doubleValue)
        .orElse(none);
  }

  /** Arithmetic of a bounded value and one number, on either side. */
  private Optional<Interval> arithmetic(OnnxNode node, int steps) {
    if (node.inputs().size() != 2) {
      return empty();
    }
    String left = node.inputs().get(0);
    String right = node.inputs().get(1);
    Optional<Double> number = number(right);
    if (number.isPresent()) {
      return interval(left, steps - 1).map(found -> apply(node.opType(), found, number.get()));
    }
    Optional<Double> first = number(left);
    if (first.isEmpty()) {
      return empty();
    }
    Optional<Interval> found = interval(right, steps - 1);
    return switch (node.opType()) {
      case "Add", "Mul" -> found.map(interval -> apply(node.opType(), interval, first.get()));
      case "Sub" ->
          found.map(
              interval -> Interval.of(first.get() - interval.low, first.get() - interval.high));
      default -> empty();
    };
  }

  private static Interval apply(String operator, Interval interval, double number) {
    return switch (operator) {
      case "Add" -> Interval.of(interval.low + number, interval.high + number);
      case "Sub" -> Interval.of(interval.low - number, interval.high - number);
      case "Mul" -> Interval.of(interval.low * number, interval.high * number);
      default -> Interval.of(interval.low / number, interval.high / number);
    };
  }

  /** The one number that a constant holds, once or many times. */
  private Optional<Double> number(String name) {
    Optional<double[]> values = graph.constant(name).flatMap(StoredTensor::numbers);
    if (values.isEmpty()) {
      return graph
          .producer(name)
          .filter(node -> node.is("Constant"))
          .flatMap(node -> node.attribute("value_float"))
          .flatMap(OnnxAttribute::real)
          .map(Float::doubleValue);
    }
    return values
        .filter(all -> all.length > 0 && DoubleStream.of(all).allMatch(v -> v == all[0]))
        .map(all -> all[0]);
  }
}
