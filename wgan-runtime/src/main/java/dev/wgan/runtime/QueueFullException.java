package dev.wgan.runtime;

/** Thrown if the queue of a {@link BatchingGenerator} is full; nothing has been run. */
public final class QueueFullException extends RunException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   */
  public QueueFullException(String message) {
    super(message);
  }
}
