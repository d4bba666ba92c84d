package dev.wgan.runtime;

/** A call took longer than its timeout; its native run was stopped. */
public final class SamplingTimeoutException extends RunException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   */
  public SamplingTimeoutException(String message) {
    super(message);
  }
}
