package dev.wgan.runtime;

/**
 * Operators that end the process on some numbers that they take as an input or compare with their
 * outputs, because ONNX Runtime does not look.
 */
final class SettingRules {
  private static final long MOST = 1 << 24;

  private SettingRules() {}

  /** The sizes of the parts are written into a list of {@code num_outputs} places. */
  static void split(FormNode node, SizeFindings findings) {
    long outputs = node.node().outputs().size();
    long declared = node.integer("num_outputs", outputs);
    if (declared != outputs) {
      findings.refuse(
          "%s has num_outputs %s: expected the number of its outputs, %s"
              .formatted(node.node().where(), declared, outputs));
    }
    if (node.has(1)) {
      new SizeCheck(node, 1, findings).isNotNegative();
    }
  }

  /** A single number is the size of each part; the length of the axis is divided by it. */
  static void parts(FormNode node, SizeFindings findings) {
    if (node.has(1) && node.input(1).rank() != 1) {
      new SizeCheck(node, 1, findings).isWithin(1, MOST);
    }
  }

  static void diagonal(FormNode node, SizeFindings findings) {
    if (node.has(1)) {
      new SizeCheck(node, 1, findings).isWithin(-MOST, MOST);
    }
  }

  static void window(FormNode node, SizeFindings findings) {
    new SizeCheck(node, 0, findings).isWithin(-MOST, MOST);
  }
}
