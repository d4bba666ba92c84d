package dev.wgan.train.data;

/** Training data cannot be used as they are; nothing of them has been loaded. */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   */
  public DataException(String message) {
    super(message);
  }

  /**
   * Creates the exception with its cause.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   * @param cause what failed underneath
   */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
