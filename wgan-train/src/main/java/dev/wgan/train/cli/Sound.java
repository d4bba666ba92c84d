package dev.wgan.train.cli;

import dev.wgan.train.data.SoundOptions;

/**
 * The way in which a run's WAV files are read, kept in {@code source.json}.
 *
 * @param rate the samples per second that they are resampled to, 0 for their own
 * @param slice the length of a sample
 * @param firstSlice whether only the first slice of each file is used
 * @param padEnd whether the last slice of each file is padded with zeros
 * @param normalise whether each file is scaled to a peak of 1
 * @param mono whether channels are mixed into one
 */
record Sound(
    int rate, int slice, boolean firstSlice, boolean padEnd, boolean normalise, boolean mono) {
  SoundOptions options(boolean skipBad) {
    return SoundOptions.of(
        builder -> {
          if (rate != 0) {
            builder.rate(rate);
          }
          builder
              .slice(slice)
              .firstSlice(firstSlice)
              .padEnd(padEnd)
              .normalise(normalise)
              .mono(mono)
              .skipBad(skipBad);
        });
  }
}
