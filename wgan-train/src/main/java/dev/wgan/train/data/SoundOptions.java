package dev.wgan.train.data;

import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Options for reading WAV files.
 *
 * <p>Immutable and thread-safe.
 *
 * @param rate samples per second that files are resampled to; by default that of the files, which
 *     must all have the same rate
 * @param slice the length of a sample, in samples of one channel; 4,096 by default
 * @param firstSlice whether only the first slice of each file is used; otherwise all of its slices
 *     are, one after the other (the default)
 * @param padEnd whether the last slice of a file is padded with zeros; otherwise what is shorter
 *     than a slice is left out (the default)
 * @param normalise whether each file is scaled to a peak of 1; off by default
 * @param mono whether the channels of a file are mixed into one; off by default
 * @param skipBad whether a file that cannot be read is left out and counted; off by default
 */
public record SoundOptions(
    OptionalInt rate,
    int slice,
    boolean firstSlice,
    boolean padEnd,
    boolean normalise,
    boolean mono,
    boolean skipBad) {
  /** The length of a sample by default. */
  public static final int DEFAULT_SLICE = 4096;

  /** The highest number of samples per second. */
  public static final int MAX_RATE = 1_000_000;

  /** The longest slice. */
  public static final int MAX_SLICE = 1 << 24;

  /**
   * Checks the numbers.
   *
   * @throws DataException if a number is outside its range
   */
  public SoundOptions {
    if (rate.isPresent() && (rate.getAsInt() < 1 || rate.getAsInt() > MAX_RATE)) {
      throw DataException.about(
          DataOption.RATE,
          Text.of("a rate of %d samples per second: expected 1 to %d", rate.getAsInt(), MAX_RATE));
    }
    if (slice < 1 || slice > MAX_SLICE) {
      throw DataException.about(
          DataOption.SLICE, Text.of("a slice of %d samples: expected 1 to %d", slice, MAX_SLICE));
    }
  }

  /**
   * Returns the default options.
   *
   * @return the default options
   */
  public static SoundOptions defaults() {
    return of(builder -> {});
  }

  /**
   * Returns options that differ from the defaults.
   *
   * @param changes what to set
   * @return the options
   * @throws DataException if a number is outside its range
   */
  public static SoundOptions of(Consumer<Builder> changes) {
    Builder builder = new Builder();
    changes.accept(builder);
    return builder.build();
  }

  /** The number of slices of a file. */
  int slices(long frames) {
    long slices = padEnd ? (frames + slice - 1) / slice : frames / slice;
    return (int) (firstSlice ? Math.min(1, slices) : slices);
  }

  /**
   * Collects options.
   *
   * <p>Not thread-safe.
   */
  public static final class Builder {
    private OptionalInt rate = OptionalInt.empty();
    private int slice = DEFAULT_SLICE;
    private boolean firstSlice;
    private boolean padEnd;
    private boolean normalise;
    private boolean mono;
    private boolean skipBad;

    private Builder() {}

    /**
     * Sets the rate that files are resampled to.
     *
     * @param value samples per second, 1 to 1,000,000
     * @return this
     */
    public Builder rate(int value) {
      rate = OptionalInt.of(value);
      return this;
    }

    /**
     * Sets the length of a sample.
     *
     * @param value samples of one channel, 1 or more
     * @return this
     */
    public Builder slice(int value) {
      slice = value;
      return this;
    }

    /**
     * Sets whether only the first slice of each file is used.
     *
     * @param value whether it is
     * @return this
     */
    public Builder firstSlice(boolean value) {
      firstSlice = value;
      return this;
    }

    /**
     * Sets whether the last slice of a file is padded with zeros.
     *
     * @param value whether it is
     * @return this
     */
    public Builder padEnd(boolean value) {
      padEnd = value;
      return this;
    }

    /**
     * Sets whether each file is scaled to a peak of 1.
     *
     * @param value whether it is
     * @return this
     */
    public Builder normalise(boolean value) {
      normalise = value;
      return this;
    }

    /**
     * Sets whether the channels of a file are mixed into one.
     *
     * @param value whether they are
     * @return this
     */
    public Builder mono(boolean value) {
      mono = value;
      return this;
    }

    /**
     * Sets whether a file that cannot be read is left out and counted.
     *
     * @param value whether it is left out
     * @return this
     */
    public Builder skipBad(boolean value) {
      skipBad = value;
      return this;
    }

    /**
     * Makes the options.
     *
     * @return the options
     * @throws DataException if a number is outside its range
     */
    public SoundOptions build() {
      return new SoundOptions(rate, slice, firstSlice, padEnd, normalise, mono, skipBad);
    }
  }
}
