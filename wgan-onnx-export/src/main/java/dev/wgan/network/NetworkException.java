package dev.wgan.network;

/**
 * A network, its weights or its run folder cannot be used; the message tells why and how to mend
 * it.
 */
public class NetworkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what was wrong, its value, and what is expected
   */
  public NetworkException(String message) {
    super(message);
  }

  /**
   * Creates an exception with its cause.
   *
   * @param message what was wrong, its value, and what is expected
   * @param cause what was thrown below
   */
  public NetworkException(String message, Throwable cause) {
    super(message, cause);
  }
}
