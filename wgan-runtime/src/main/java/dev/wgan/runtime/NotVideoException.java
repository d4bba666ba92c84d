package dev.wgan.runtime;

/** Thrown if samples cannot be shown as films: they are not video, or their range is unknown. */
public final class NotVideoException extends SentenceException {
  private static final long serialVersionUID = 1L;

  NotVideoException(FailureSentence sentence) {
    super(sentence);
  }
}
