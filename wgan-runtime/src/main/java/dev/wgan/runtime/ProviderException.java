package dev.wgan.runtime;

/** An execution provider cannot run here. */
public final class ProviderException extends GeneratorException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   */
  public ProviderException(String message) {
    super(message);
  }

  /**
   * Creates the exception with its cause.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   * @param cause what failed underneath
   */
  public ProviderException(String message, Throwable cause) {
    super(message, cause);
  }
}
