package dev.wgan.runtime;

import java.util.List;
import java.util.Optional;

/**
 * Refuses divisions of whole numbers that could end the process: a divisor must be a constant, or
 * made of positive constants and dimensions in a type that holds the result.
 *
 * <p>ONNX Runtime 1.28 reports a division by 0; the least number divided by -1 traps in 32 and 64
 * bits, and does not in shorter or unsigned types, which C++ widens. A value whose type is not
 * known counts as one of whole numbers.
 *
 * <p>Thread-safe: there is no state.
 */
final class DivisorRules {
  private DivisorRules() {}

  /** Returns whether an operator divides whole numbers, if it is given some. */
  static boolean divides(OnnxNode node) {
    return node.inputs().size() >= 2
        && (node.is("Div") || (node.is("Mod") && node.integer("fmod", 0) != 1));
  }

  /** Checks a division whose attributes are not references. */
  static void check(OnnxNode node, ValueFact dividend, ValueFact divisor, List<String> found) {
    int type = dividend.type() == 0 ? divisor.type() : dividend.type();
    boolean traps = type == 0 || type == StoredTensor.INT32 || type == StoredTensor.INT64;
    if (!traps || divisor.bounds().divides()) {
      return;
    }
    Optional<Long> wrong = divisor.constant().flatMap(DivisorRules::wrong);
    String message = "";
    if (wrong.isPresent()) {
      message =
          "%s divides whole numbers by the constant %s: expected neither 0 nor -1"
              .formatted(node.where(), wrong.get());
    } else if (divisor.constant().isEmpty()) {
      message = computed(node, type);
    }
    if (!message.isEmpty() && !found.contains(message)) {
      found.add(message);
    }
  }

  private static Optional<Long> wrong(long[] constant) {
    for (long value : constant) {
      if (value == 0 || value == -1) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  private static String computed(OnnxNode node, int type) {
    String divisor = node.inputs().get(1);
    return type == 0
        ? "%s divides by '%s', which may be 0 or -1, and it is not known that it divides floats: "
                .formatted(node.where(), divisor)
            + "expected the element type of '%s' among the values that the graph declares"
                .formatted(node.inputs().get(0))
        : "%s divides whole numbers by '%s', which may be 0 or overflow to -1: "
                .formatted(node.where(), divisor)
            + "expected a constant, a dimension, a product of them that its type can hold, or"
            + " the Max of it and 1";
  }
}
