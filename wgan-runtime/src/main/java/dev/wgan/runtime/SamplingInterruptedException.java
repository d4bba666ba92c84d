package dev.wgan.runtime;

/**
 * A call was interrupted or cancelled; its native run was stopped and the thread's interrupt status
 * is kept.
 */
public final class SamplingInterruptedException extends RunException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   */
  public SamplingInterruptedException(String message) {
    super(message);
  }
}
