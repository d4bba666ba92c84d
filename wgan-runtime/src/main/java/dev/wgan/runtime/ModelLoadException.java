package dev.wgan.runtime;

/** Thrown if a model cannot be loaded: it is unreadable, malformed, damaged, or not a generator. */
public final class ModelLoadException extends GeneratorException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   */
  public ModelLoadException(String message) {
    super(message);
  }

  /**
   * Creates the exception with its cause.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   * @param cause the exception that was caught
   */
  public ModelLoadException(String message, Throwable cause) {
    super(message, cause);
  }

  ModelLoadException(FailureSentence sentence) {
    super(sentence, null);
  }

  ModelLoadException(FailureSentence sentence, Throwable cause) {
    super(sentence, cause);
  }
}
