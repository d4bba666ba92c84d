package dev.wgan.runtime;

/** Wording shared by messages. */
final class Messages {
  private Messages() {}

  /** The first line of an exception's message: ONNX Runtime appends stack traces to its own. */
  static String firstLine(Throwable e) {
    String message = e.getMessage();
    if (message == null) {
      return e.getClass().getSimpleName();
    }
    return message.lines().findFirst().orElse(message).strip();
  }
}
