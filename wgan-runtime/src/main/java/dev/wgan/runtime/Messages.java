package dev.wgan.runtime;

import java.util.regex.Pattern;

/** Wording shared by messages. */
final class Messages {
  /**
   * What ONNX Runtime puts in front of its sentences: codes, its own source files and functions.
   */
  private static final Pattern NATIVE_PREFIX =
      Pattern.compile(
          "^Error code - \\w+ - message: (?:.*\\[ONNXRuntimeError\\] : \\d+ : \\w+ : )?");

  private Messages() {}

  /** The first line of an exception's message: ONNX Runtime appends stack traces to its own. */
  static String firstLine(Throwable e) {
    String message = e.getMessage();
    if (message == null) {
      return e.getClass().getSimpleName();
    }
    String line = message.lines().findFirst().orElse(message).strip();
    return NATIVE_PREFIX.matcher(line).replaceFirst("");
  }
}
