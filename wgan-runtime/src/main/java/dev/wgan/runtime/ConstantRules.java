package dev.wgan.runtime;

import java.util.List;
import java.util.Optional;

/**
 * Constants that say how large a value becomes: those that no machine could hold are refused before
 * ONNX Runtime tries.
 *
 * <p>Immutable and thread-safe.
 */
final class ConstantRules {
  /** Elements of one value; as floats they take a gigabyte. */
  private static final long MOST_ELEMENTS = 1 << 28;

  private static final long MOST = 1 << 24;

  private final FactScope scope;

  ConstantRules(FactScope scope) {
    this.scope = scope;
  }

  void check(OnnxNode node, List<String> found) {
    if (!node.domain().isEmpty()) {
      return;
    }
    if (node.opType().startsWith("Random")) {
      random(node, found);
    }
    switch (node.opType()) {
      case "ConstantOfShape", "RandomNormal", "RandomUniform", "Expand", "Reshape" ->
          shape(node, found);
      case "Tile", "Upsample", "Pad", "OneHot", "TopK", "EyeLike" -> factors(node, found);
      case "Resize" -> resize(node, found);
      case "Range" -> range(node, found);
      default -> {}
    }
  }

  private Optional<long[]> input(OnnxNode node, int i) {
    return i < node.inputs().size() ? scope.integers(node.inputs().get(i)) : Optional.empty();
  }

  private Optional<double[]> numbers(OnnxNode node, int i) {
    return i < node.inputs().size() ? scope.numbers(node.inputs().get(i)) : Optional.empty();
  }

  private void shape(OnnxNode node, List<String> found) {
    int at = node.is("ConstantOfShape") ? 0 : 1;
    Optional<long[]> shape = node.integers("shape").or(() -> input(node, at));
    double product = 1;
    for (long dim : shape.orElse(new long[0])) {
      product *= Math.max(1, Math.abs((double) dim));
    }
    if (product > MOST_ELEMENTS) {
      found.add(
          "%s makes a value of shape %s: expected at most %s elements"
              .formatted(
                  node.where(), java.util.Arrays.toString(shape.orElseThrow()), MOST_ELEMENTS));
    }
  }

  private void factors(OnnxNode node, List<String> found) {
    double product = 1;
    for (double value : numbers(node, 1).orElse(new double[0])) {
      double size = Math.abs(value);
      product *= Math.max(1, size);
      if (!(size <= MOST)) {
        found.add(
            "%s has the constant %s where it takes sizes: expected at most %s"
                .formatted(node.where(), number(value), MOST));
        return;
      }
    }
    if (product > MOST_ELEMENTS && node.is("Tile")) {
      found.add("%s repeats its input more than %s times".formatted(node.where(), MOST_ELEMENTS));
    }
  }

  /** scales and sizes are its last two inputs; before opset 11 scales were the second. */
  private void resize(OnnxNode node, List<String> found) {
    for (int i = node.inputs().size() == 2 ? 1 : 2; i < node.inputs().size(); i++) {
      for (double value : numbers(node, i).orElse(new double[0])) {
        if (!(value > 0 && value <= MOST)) {
          found.add(
              "%s has the constant %s as a scale or size: expected more than 0 and at most %s"
                  .formatted(node.where(), number(value), MOST));
          return;
        }
      }
    }
  }

  /** C++ ends the process where it is to draw from an empty or endless range. */
  private static void random(OnnxNode node, List<String> found) {
    double low = node.real("low", 0);
    double high = node.real("high", 1);
    double mean = node.real("mean", 0);
    double scale = node.real("scale", 1);
    // A difference is neither negative nor infinite nor not a number.
    boolean uniform = high - low >= 0 && high - low <= Float.MAX_VALUE;
    boolean normal = Math.abs(mean) <= Float.MAX_VALUE && scale > 0 && scale <= Float.MAX_VALUE;
    if (!uniform || !normal) {
      found.add(
          "%s draws from %s to %s, or with mean %s and scale %s: expected finite numbers in order, and a scale above 0"
              .formatted(node.where(), low, high, mean, scale));
    }
  }

  private void range(OnnxNode node, List<String> found) {
    double[] start = numbers(node, 0).orElse(new double[0]);
    double[] limit = numbers(node, 1).orElse(new double[0]);
    double[] delta = numbers(node, 2).orElse(new double[0]);
    if (start.length == 1 && limit.length == 1 && delta.length == 1) {
      double count = (limit[0] - start[0]) / delta[0];
      if (Double.isNaN(count) || count > MOST_ELEMENTS) {
        found.add(
            "%s counts from %s to %s by %s: expected at most %s elements"
                .formatted(
                    node.where(),
                    number(start[0]),
                    number(limit[0]),
                    number(delta[0]),
                    MOST_ELEMENTS));
      }
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 0x1p53
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }
}
