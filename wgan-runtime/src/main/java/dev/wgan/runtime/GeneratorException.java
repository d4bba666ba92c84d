package dev.wgan.runtime;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A failure of a generator; the subtypes distinguish loading, provider, input and run. */
public class GeneratorException extends RuntimeException implements SettingNames {
  private static final long serialVersionUID = 1L;

  /** Missing in an exception from another JVM, which has only the message. */
  private final transient @Nullable FailureSentence sentence;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   */
  public GeneratorException(String message) {
    super(message);
    this.sentence = null;
  }

  /**
   * Creates the exception with its cause.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   * @param cause the exception that was caught
   */
  public GeneratorException(String message, Throwable cause) {
    super(message, cause);
    this.sentence = null;
  }

  /** An exception whose sentence points to settings. */
  GeneratorException(FailureSentence sentence, @Nullable Throwable cause) {
    super(sentence.toString(), cause);
    this.sentence = sentence;
  }

  @Override
  public String message(Function<Setting, String> names) {
    return sentence != null
        ? sentence.text(names)
        : Objects.requireNonNullElse(getMessage(), getClass().getSimpleName());
  }

  /**
   * An exception that is created once and thrown often: it records neither the stack nor suppressed
   * exceptions.
   */
  GeneratorException(String message, boolean recording) {
    super(message, null, recording, recording);
    this.sentence = null;
  }
}
