package dev.wgan.runtime;

import java.util.function.Function;

/**
 * Thrown if samples cannot be turned into sound: they are not audio, or their rate or range is
 * unknown.
 */
public final class NotAudioException extends IllegalStateException implements SettingNames {
  private static final long serialVersionUID = 1L;

  private final transient FailureSentence sentence;

  NotAudioException(FailureSentence sentence) {
    super(sentence.toString());
    this.sentence = sentence;
  }

  @Override
  @SuppressWarnings("ConstantValue") // a deserialized exception has no sentence
  public String message(Function<Setting, String> names) {
    return sentence == null ? String.valueOf(getMessage()) : sentence.text(names);
  }
}
