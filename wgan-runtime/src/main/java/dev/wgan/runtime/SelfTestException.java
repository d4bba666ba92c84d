package dev.wgan.runtime;

/** Thrown if a model does not reproduce its golden samples, or has none. */
public final class SelfTestException extends GeneratorException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   */
  public SelfTestException(String message) {
    super(message);
  }

  /**
   * Creates the exception with its cause.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   * @param cause the exception that was caught
   */
  public SelfTestException(String message, Throwable cause) {
    super(message, cause);
  }
}
