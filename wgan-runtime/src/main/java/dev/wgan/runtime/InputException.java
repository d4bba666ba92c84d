package dev.wgan.runtime;

/** What the caller asked for does not fit the generator; nothing has been run. */
public final class InputException extends GeneratorException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   */
  public InputException(String message) {
    super(message);
  }

  /**
   * Creates the exception with its cause.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   * @param cause what failed underneath
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
