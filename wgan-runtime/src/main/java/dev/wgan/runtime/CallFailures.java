package dev.wgan.runtime;

import ai.onnxruntime.OrtException;

/**
 * Turns whatever ended a call into an exception of this package.
 *
 * <p>Thread-safe. It works without memory too: what cannot be created is replaced by an exception
 * that was made before.
 */
final class CallFailures {
  @SuppressWarnings("StaticAssignmentOfThrowable") // it records nothing of whoever throws it
  private static final RunException NO_MEMORY =
      new RunException(
          "a call found no memory left: raise -Xmx, or run fewer calls at a time", false);

  private CallFailures() {}

  /** Makes sure that the exception for an exhausted heap exists before it is needed. */
  static void prepare() {
    assert NO_MEMORY.getMessage() != null;
  }

  /** Returns the exception for callers: exceptions stay, errors and ONNX Runtime's are wrapped. */
  static RuntimeException typed(String model, Throwable e) {
    if (e instanceof RuntimeException known) {
      return known;
    }
    WarningLog.keepInterrupt(e);
    if (e instanceof OutOfMemoryError && !String.valueOf(e.getMessage()).contains("thread")) {
      HeapReserve.exhausted();
    }
    try {
      if (e instanceof OrtException) {
        return new RunException(model + " could not be run: " + Messages.reason(e), e);
      }
      if (e instanceof OutOfMemoryError) {
        return new RunException(
            "%s could not be run, because the JVM has no memory or no thread left (%s): raise -Xmx"
                    .formatted(model, Messages.reason(e))
                + " or the limit of threads, or run fewer calls at a time",
            e);
      }
      return new RunException(model + " could not be run: " + e, e);
    } catch (Throwable more) {
      return NO_MEMORY;
    }
  }
}
