package dev.wgan.runtime;

/**
 * Thrown if a call was interrupted or cancelled; its native run was stopped, and the thread's
 * interrupt flag stays set.
 */
public final class SamplingInterruptedException extends RunException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   */
  public SamplingInterruptedException(String message) {
    super(message);
  }
}
