package dev.wgan.runtime;

/** A {@link BatchingGenerator} had no room for a request; nothing has been run. */
public final class QueueFullException extends RunException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   */
  public QueueFullException(String message) {
    super(message);
  }
}
