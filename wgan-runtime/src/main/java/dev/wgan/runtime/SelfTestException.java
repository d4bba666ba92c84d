package dev.wgan.runtime;

/** A model does not compute its golden samples, or has none. */
public final class SelfTestException extends GeneratorException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   */
  public SelfTestException(String message) {
    super(message);
  }

  /**
   * Creates the exception with its cause.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   * @param cause what failed underneath
   */
  public SelfTestException(String message, Throwable cause) {
    super(message, cause);
  }
}
