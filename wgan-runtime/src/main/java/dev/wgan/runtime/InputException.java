package dev.wgan.runtime;

/** Thrown if the arguments do not fit the generator; nothing has been run. */
public final class InputException extends GeneratorException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   */
  public InputException(String message) {
    super(message);
  }

  /**
   * Creates the exception with its cause.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   * @param cause the exception that was caught
   */
  public InputException(String message, Throwable cause) {
    super(message, cause);
  }

  InputException(FailureSentence sentence) {
    super(sentence, null);
  }

  InputException(FailureSentence sentence, Throwable cause) {
    super(sentence, cause);
  }
}
