package dev.wgan.runtime;

import java.util.function.Function;

/** A state of the samples that a sentence reports, which can name the reader's settings. */
abstract class SentenceException extends IllegalStateException implements SettingNames {
  private static final long serialVersionUID = 1L;

  private final transient FailureSentence sentence;

  SentenceException(FailureSentence sentence) {
    super(sentence.toString());
    this.sentence = sentence;
  }

  @Override
  @SuppressWarnings("ConstantValue") // a deserialized exception has no sentence
  public final String message(Function<Setting, String> names) {
    return sentence == null ? String.valueOf(getMessage()) : sentence.text(names);
  }
}
