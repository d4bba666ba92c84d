package dev.wgan.runtime;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises files that are of a later version than this ONNX Runtime reads. */
final class NewerVersion {
  private static final Pattern IR_VERSION =
      Pattern.compile("[Uu]nsupported model IR version: (\\d+), max supported IR version: (\\d+)");

  private static final Pattern OPSET =
      Pattern.compile(
          "Opset (\\d+) is under development.*Current official support.*till opset (\\d+)");

  private NewerVersion() {}

  /**
   * A sentence that goes on from a model's name if ONNX Runtime is too old for it: which version
   * the file has, and which one is read.
   */
  static Optional<String> sentence(Throwable e) {
    String message = String.valueOf(e.getMessage());
    Matcher ir = IR_VERSION.matcher(message);
    if (ir.find()) {
      return Optional.of(sentence("ONNX IR version", ir));
    }
    Matcher opset = OPSET.matcher(message);
    return opset.find() ? Optional.of(sentence("opset", opset)) : Optional.empty();
  }

  private static String sentence(String what, Matcher found) {
    return "is of %s %s and needs a newer ONNX Runtime: this one reads up to %s"
        .formatted(what, found.group(1), found.group(2));
  }
}
