package dev.wgan.runtime;

/**
 * Thrown if samples cannot be drawn as pictures: they are not images, or their layout or range is
 * unknown.
 */
public final class NotDrawableException extends SentenceException {
  private static final long serialVersionUID = 1L;

  NotDrawableException(FailureSentence sentence) {
    super(sentence);
  }
}
