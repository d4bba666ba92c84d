package dev.wgan.runtime;

/** The kind of a generator's samples. */
public enum SampleKind {
  /** Images of shape [channels, height, width], or in another {@link ImageLayout}. */
  IMAGE,
  /** Waveforms of shape [channels, length]. */
  AUDIO,
  /** Films of shape [channels, frames, height, width]. */
  VIDEO,
  /** Rows of a table, of shape [columns]. */
  TABLE,
  /** Any other samples. */
  VECTOR;

  /**
   * Returns whether samples of this kind are shown as pictures where no other form is chosen.
   *
   * @return true for images
   */
  public boolean isPicture() {
    return this == IMAGE;
  }
}
