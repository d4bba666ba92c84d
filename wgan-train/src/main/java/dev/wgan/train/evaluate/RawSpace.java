package dev.wgan.train.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * The space in which samples are compared without a classifier: their values, or for sounds their
 * spectrograms, because waveforms that sound alike differ in every value.
 *
 * <p>Immutable and thread-safe.
 */
sealed interface RawSpace permits ReducedImages, SoundSpectra {
  /** Returns the space of points of a kind; at most one shape is given. */
  static RawSpace of(@Nullable ImageShape image, @Nullable SoundShape sound) {
    return sound == null ? ReducedImages.of(image) : SoundSpectra.coarse(sound);
  }

  /** Maps points into the space. */
  PointSet of(PointSet points);

  /** The shape of what the points of the space represent; null if they are not images. */
  @Nullable ImageShape reduced();

  /** The name of the space. */
  String label();

  /** The words that follow the name of the space, empty if there is nothing to add. */
  String note();
}
