package dev.wgan.train.evaluate;

/** Thrown if an evaluation cannot use its arguments; no file was written. */
public final class EvaluationException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   */
  public EvaluationException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   * @param cause the exception that was caught
   */
  public EvaluationException(String message, Throwable cause) {
    super(message, cause);
  }
}
