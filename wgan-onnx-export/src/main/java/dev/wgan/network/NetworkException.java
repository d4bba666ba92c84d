package dev.wgan.network;

/**
 * Thrown if a network, its weights or its run folder cannot be used; the message includes the
 * reason and the remedy.
 */
public class NetworkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Messages quote files, and a file may contain a name of megabytes. */
  private static final int MAX_MESSAGE = 4000;

  /**
   * Creates an exception.
   *
   * @param message what was wrong, its value, and what is expected
   */
  public NetworkException(String message) {
    super(bounded(message));
  }

  /**
   * Creates an exception with its cause.
   *
   * @param message what was wrong, its value, and what is expected
   * @param cause the exception that was caught
   */
  public NetworkException(String message, Throwable cause) {
    super(bounded(message), cause);
  }

  private static String bounded(String message) {
    return message.length() <= MAX_MESSAGE
        ? message
        : "%s ... (%s characters more)"
            .formatted(message.substring(0, MAX_MESSAGE), message.length() - MAX_MESSAGE);
  }
}
