package dev.wgan.runtime;

/** A run failed, was stopped, or gave something that is not a sample. */
public class RunException extends GeneratorException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   */
  public RunException(String message) {
    super(message);
  }

  /**
   * Creates the exception with its cause.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   * @param cause what failed underneath
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
   * An exception that is made once and thrown often: it records no stack and nothing suppressed.
   */
  RunException(String message, boolean recording) {
    super(message, recording);
  }
}
