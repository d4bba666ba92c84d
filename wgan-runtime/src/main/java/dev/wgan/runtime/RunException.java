package dev.wgan.runtime;

/** Thrown if a run failed, was stopped, or returned values that are not a sample. */
public class RunException extends GeneratorException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   */
  public RunException(String message) {
    super(message);
  }

  /**
   * Creates the exception with its cause.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   * @param cause the exception that was caught
   */
  public RunException(String message, Throwable cause) {
    super(message, cause);
  }

  RunException(FailureSentence sentence) {
    super(sentence, null);
  }

  RunException(FailureSentence sentence, Throwable cause) {
    super(sentence, cause);
  }

  /**
   * An exception that is created once and thrown often: it records neither the stack nor suppressed
   * exceptions.
   */
  RunException(String message, boolean recording) {
    super(message, recording);
  }
}
