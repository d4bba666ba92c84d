package dev.wgan.runtime;

import java.util.function.Function;

/** Thrown if samples cannot be shown as films: they are not video, or their range is unknown. */
public final class NotVideoException extends IllegalStateException implements SettingNames {
  private static final long serialVersionUID = 1L;

  private final transient FailureSentence sentence;

  NotVideoException(FailureSentence sentence) {
    super(sentence.toString());
    this.sentence = sentence;
  }

  @Override
  @SuppressWarnings("ConstantValue") // a deserialized exception has no sentence
  public String message(Function<Setting, String> names) {
    return sentence == null ? String.valueOf(getMessage()) : sentence.text(names);
  }
}
