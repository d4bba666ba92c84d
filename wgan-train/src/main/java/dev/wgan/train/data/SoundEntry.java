package dev.wgan.train.data;

import java.nio.file.Path;

/**
 * A WAV file that is to be decoded.
 *
 * <p>Immutable and thread-safe.
 *
 * @param place the place of the file in its folder
 * @param file the file
 * @param header its header
 */
record SoundEntry(int place, Path file, WavHeader header) {
  /** The number of samples of each channel at a rate. */
  long frames(int rate) {
    return RateConverter.length(header.frames(), header.rate(), rate);
  }

  /** The number of slices at a rate. */
  int slices(SoundOptions options, int rate) {
    return options.slices(frames(rate));
  }

  /** The most bytes that decoding takes. */
  long bytes(int rate) {
    return Float.BYTES * (header.frames() + frames(rate)) * header.channels();
  }
}
