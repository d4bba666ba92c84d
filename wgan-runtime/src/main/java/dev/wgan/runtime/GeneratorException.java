package dev.wgan.runtime;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can go wrong with a generator; the subtypes tell loading, provider, input and run apart. */
public class GeneratorException extends RuntimeException implements SettingNames {
  private static final long serialVersionUID = 1L;

  /** Not there in an exception that was sent to another JVM; its message is. */
  private final transient @Nullable FailureSentence sentence;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   */
  public GeneratorException(String message) {
    super(message);
    this.sentence = null;
  }

  /**
   * Creates the exception with its cause.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   * @param cause what failed underneath
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
   * An exception that is made once and thrown often: it records no stack and nothing suppressed.
   */
  GeneratorException(String message, boolean recording) {
    super(message, null, recording, recording);
    this.sentence = null;
  }
}
