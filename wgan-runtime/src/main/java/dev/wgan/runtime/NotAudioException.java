package dev.wgan.runtime;

/**
 * Thrown if samples cannot be turned into sound: they are not audio, or their rate or range is
 * unknown.
 */
public final class NotAudioException extends SentenceException {
  private static final long serialVersionUID = 1L;

  NotAudioException(FailureSentence sentence) {
    super(sentence);
  }
}
