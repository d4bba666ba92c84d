package dev.wgan.train.data;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The slices of one WAV file.
 *
 * <p>Not thread-safe.
 *
 * @param slices the slices as 16-bit values, {@code [channels, length]} row-major, big-endian
 * @param silent the number of slices that are all zeros
 * @param clipped whether values beyond -1 to 1 were clipped
 */
record SoundSlices(List<byte[]> slices, int silent, boolean clipped) {
  /** A peak above which a file's values are not those of a sound from -1 to 1. */
  private static final float MOST = 2f;

  private static final float CLIPPING = 1 + 0x1p-15f; // a rounding error is not clipped

  /** Makes the converters of rates. */
  interface Converters {
    RateConverter of(int from, int to);
  }

  /** Decodes a file, mixes and resamples it, scales it, and cuts it into slices. */
  static SoundSlices of(SoundEntry entry, SoundOptions options, int rate, Converters converters) {
    float[][] channels = WavFile.samples(entry.file(), entry.header());
    float peak = peak(channels);
    if (peak > MOST && !options.normalise()) {
      throw new DataException(
          Text.of(
              "cannot read the WAV file %s: its values reach %s: expected values from -1 to 1,"
                  + " unless files are normalised",
              entry.file(), peak));
    }
    if (options.mono() && channels.length == 2) {
      channels = new float[][] {mixed(channels[0], channels[1])};
    }
    if (entry.header().rate() != rate) {
      RateConverter converter = converters.of(entry.header().rate(), rate);
      for (int c = 0; c < channels.length; c++) {
        channels[c] = converter.apply(channels[c]);
      }
    }
    float loudest = peak(channels);
    boolean scaled = options.normalise() && loudest > 0;
    float gain = scaled ? 1 / loudest : 1;
    List<byte[]> slices = new ArrayList<>();
    int silent = 0;
    int count = entry.slices(options, rate);
    for (int s = 0; s < count; s++) {
      silent += add(channels, s * options.slice(), options.slice(), gain, slices) ? 1 : 0;
    }
    return new SoundSlices(slices, silent, !scaled && loudest > CLIPPING);
  }

  /** Adds a slice, with zeros after the end; returns whether it is silent. */
  private static boolean add(
      float[][] channels, int from, int length, float gain, List<byte[]> to) {
    ByteBuffer slice = ByteBuffer.allocate(channels.length * length * Short.BYTES);
    boolean silent = true;
    for (float[] channel : channels) {
      for (int i = 0; i < length; i++) {
        boolean inside = from + i < channel.length;
        short value = inside ? ShortDataset.of(channel[from + i] * gain) : 0;
        silent &= value == 0;
        slice.putShort(value);
      }
    }
    to.add(slice.array());
    return silent;
  }

  private static float[] mixed(float[] left, float[] right) {
    float[] mixed = new float[left.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (left[i] + right[i]) / 2;
    }
    return mixed;
  }

  private static float peak(float[][] channels) {
    float peak = 0;
    for (float[] channel : channels) {
      for (float value : channel) {
        peak = Math.max(peak, Math.abs(value));
      }
    }
    return peak;
  }
}
