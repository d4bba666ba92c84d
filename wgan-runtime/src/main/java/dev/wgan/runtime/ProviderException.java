package dev.wgan.runtime;

/** Thrown if an execution provider cannot run here. */
public final class ProviderException extends GeneratorException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   */
  public ProviderException(String message) {
    super(message);
  }

  /**
   * Creates the exception with its cause.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   * @param cause the exception that was caught
   */
  public ProviderException(String message, Throwable cause) {
    super(message, cause);
  }
}
