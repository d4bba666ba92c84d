package dev.wgan.runtime;

/** What can go wrong with a generator; the subtypes tell loading, provider, input and run apart. */
public class GeneratorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   */
  public GeneratorException(String message) {
    super(message);
  }

  /**
   * Creates the exception with its cause.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   * @param cause what failed underneath
   */
  public GeneratorException(String message, Throwable cause) {
    super(message, cause);
  }
}
