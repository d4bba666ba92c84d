package dev.wgan.network;

/**
 * A network, its weights or its run folder cannot be used; the message tells why and how to mend
 * it.
 */
public class NetworkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Messages quote what files hold, and a file may hold a name of megabytes. */
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
   * @param cause what was thrown below
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
