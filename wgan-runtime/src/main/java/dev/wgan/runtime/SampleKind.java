package dev.wgan.runtime;

/** What a generator's samples are. */
public enum SampleKind {
  /** Images of shape [channels, height, width], unless their {@link ImageLayout} says otherwise. */
  IMAGE,
  /** Waveforms of shape [channels, length]. */
  AUDIO,
  /** Films of shape [channels, frames, height, width]. */
  VIDEO,
  /** Rows of a table, of shape [columns]. */
  TABLE,
  /** Anything else. */
  VECTOR
}
