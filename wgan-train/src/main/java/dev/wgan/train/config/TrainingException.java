package dev.wgan.train.config;

/** Training cannot start or go on; the message tells why and how to mend it. */
public class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what was wrong, its value, and what is expected
   */
  public TrainingException(String message) {
    super(message);
  }

  /**
   * Creates an exception with its cause.
   *
   * @param message what was wrong, its value, and what is expected
   * @param cause what was thrown below
   */
  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}
