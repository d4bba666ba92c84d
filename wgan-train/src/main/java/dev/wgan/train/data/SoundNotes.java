package dev.wgan.train.data;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Counts of the WAV files that were read and of what was done to them.
 *
 * <p>Not thread-safe.
 */
final class SoundNotes {
  private final SoundOptions options;
  private final int rate;
  private final TreeSet<Integer> rates = new TreeSet<>(); // of the files that were resampled
  private int files;
  private int shorter;
  private int resampled;
  private int mixed;
  private int padded;
  private int cut;
  private int clipped;
  private int silent;
  private long frames;
  private long unused;

  SoundNotes(SoundOptions options, int rate) {
    this.options = options;
    this.rate = rate;
  }

  /** Counts a file that is shorter than a slice. */
  void shorter(SoundEntry entry) {
    shorter++;
    frames += entry.frames(rate);
    unused += entry.frames(rate);
  }

  /** Counts a file that was read. */
  void read(SoundEntry entry, SoundSlices slices) {
    files++;
    WavHeader header = entry.header();
    if (header.rate() != rate) {
      resampled++;
      rates.add(header.rate());
    }
    mixed += options.mono() && header.channels() == 2 ? 1 : 0;
    long length = entry.frames(rate);
    long taken = (long) slices.slices().size() * options.slice();
    padded += length < taken ? 1 : 0;
    cut += length > taken ? 1 : 0;
    frames += length;
    unused += Math.max(0, length - taken);
    clipped += slices.clipped() ? 1 : 0;
    silent += slices.silent();
  }

  /** The number of files that were read. */
  int files() {
    return files;
  }

  /** The number of files that are shorter than a slice. */
  int shorter() {
    return shorter;
  }

  /** Phrases about everything that was changed or left out. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (resampled > 0) {
      String from = rates.stream().map(r -> Text.of("%,d", r)).collect(Collectors.joining(", "));
      lines.add(
          Text.of("resampled %s from %s to %,d Hz", Plural.of(resampled, "file"), from, rate));
    }
    if (mixed > 0) {
      lines.add(Text.of("mixed the two channels of %s", Plural.of(mixed, "file")));
    }
    if (shorter > 0) {
      lines.add(
          Text.of(
              "left out %s shorter than a slice of %,d samples: pad the end, or choose a shorter slice,"
                  + " to use them",
              Plural.of(shorter, "file"), options.slice()));
    }
    if (cut > 0) {
      lines.add(
          Text.of(
              "used only the first slice%s of %s",
              options.firstSlice() ? "" : "s", Plural.of(cut, "file")));
    }
    if (unused > 0) {
      lines.add(Text.of("left out %.1f %% of the sound", 100.0 * unused / frames));
    }
    if (padded > 0) {
      lines.add(Text.of("padded the last slice of %s with zeros", Plural.of(padded, "file")));
    }
    if (clipped > 0) {
      lines.add(
          Text.of(
              "clipped values beyond -1 to 1 in %s: normalise the files to keep their shape",
              Plural.of(clipped, "file")));
    }
    if (silent > 0) {
      lines.add(Plural.of(silent, "silent clip"));
    }
    return lines;
  }
}
