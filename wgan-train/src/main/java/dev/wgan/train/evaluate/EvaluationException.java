package dev.wgan.train.evaluate;

/** What was given to an evaluation cannot be evaluated; nothing has been written. */
public final class EvaluationException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   */
  public EvaluationException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   * @param cause what was caught
   */
  public EvaluationException(String message, Throwable cause) {
    super(message, cause);
  }
}
