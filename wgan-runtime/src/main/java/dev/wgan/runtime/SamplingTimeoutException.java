package dev.wgan.runtime;

/** Thrown if a call took longer than its timeout; its native run was stopped. */
public final class SamplingTimeoutException extends RunException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   */
  public SamplingTimeoutException(String message) {
    super(message);
  }
}
