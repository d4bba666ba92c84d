package dev.wgan.runtime;

import dev.wgan.runtime.internal.AtomicFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;

/**
 * A sound: the waveforms of one or two channels at a sample rate, which can be written as a WAV
 * file.
 *
 * <p>Immutable and thread-safe.
 */
public final class AudioClip {
  /** The highest sample rate in Hz. */
  static final int MAX_RATE = 1_000_000;

  /** The most channels: stereo. */
  static final int MAX_CHANNELS = 2;

  private final float[] values;
  private final int channels;
  private final int sampleRate;

  /** Takes checked values without copying. */
  private AudioClip(float[] values, int channels, int sampleRate) {
    this.values = values;
    this.channels = channels;
    this.sampleRate = sampleRate;
  }

  /**
   * Returns a clip of given values.
   *
   * @param values the waveforms, [channels, length], row-major; values outside [-1, 1] are clipped
   * @param channels 1 for mono, 2 for stereo
   * @param sampleRate the frames per second in Hz, 1 to 1,000,000
   * @return the clip, which does not share the array
   * @throws InputException if there are no values, a value is not finite, or a number is outside
   *     its range
   */
  public static AudioClip of(float[] values, int channels, int sampleRate) {
    Arguments.require(values, "values");
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw new InputException(
          "a clip of %s channels: expected 1 (mono) or 2 (stereo)".formatted(channels));
    }
    if (sampleRate < 1 || sampleRate > MAX_RATE) {
      throw new InputException(
          "a sample rate of %s Hz: expected 1 to %s".formatted(sampleRate, MAX_RATE));
    }
    if (values.length == 0 || values.length % channels != 0) {
      throw new InputException(
          "%s values for a clip with the number of channels %s: expected the same number of values,"
                  .formatted(values.length, channels)
              + " 1 or more, for each channel");
    }
    float[] clipped = values.clone();
    for (int k = 0; k < clipped.length; k++) {
      if (!Float.isFinite(clipped[k])) {
        throw new InputException(
            "the value %s in channel %s at frame %s of a clip: expected finite numbers"
                .formatted(
                    clipped[k], k / (clipped.length / channels), k % (clipped.length / channels)));
      }
      clipped[k] = Math.max(-1f, Math.min(1f, clipped[k]));
    }
    return new AudioClip(clipped, channels, sampleRate);
  }

  /**
   * Returns the frames per second.
   *
   * @return the rate in Hz
   */
  public int sampleRate() {
    return sampleRate;
  }

  /**
   * Returns the number of channels.
   *
   * @return 1 for mono, 2 for stereo
   */
  public int channels() {
    return channels;
  }

  /**
   * Returns the number of frames, each of which has one value per channel.
   *
   * @return the frames, 1 or more
   */
  public int length() {
    return values.length / channels;
  }

  /**
   * Returns the time that the clip plays.
   *
   * @return the number of frames divided by the sample rate, rounded down to nanoseconds
   */
  public Duration duration() {
    return duration(length(), sampleRate);
  }

  static Duration duration(long frames, int sampleRate) {
    return Duration.ofSeconds(frames / sampleRate)
        .plusNanos(frames % sampleRate * 1_000_000_000L / sampleRate);
  }

  /**
   * Returns a copy of the values.
   *
   * @return the waveforms in [-1, 1], [channels, length], row-major
   */
  public float[] values() {
    return values.clone();
  }

  /** Returns a value as 16-bit PCM: the nearest multiple of 1/32768, at most 32767/32768. */
  short pcm(int channel, int frame) {
    int nearest = Math.round(values[channel * length() + frame] * 32768f);
    return (short) Math.min(nearest, Short.MAX_VALUE);
  }

  /**
   * Writes the clip as a WAV file of 16-bit PCM. A value v becomes the integer nearest to 32768 v,
   * at most 32767.
   *
   * @param file the file, whose name ends in .wav, replaced atomically
   * @throws InputException if the name ends otherwise
   * @throws UncheckedIOException if writing fails
   */
  public void writeWav(Path file) {
    Arguments.require(file, "file");
    PcmWav.requireName(file);
    try {
      AtomicFile.write(file, out -> PcmWav.write(this, out));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes the clip as a WAV file to a stream, which is flushed but not closed; the bytes are those
   * of {@link #writeWav(Path)}.
   *
   * @param out receives the bytes of the file
   * @throws UncheckedIOException if writing fails
   */
  public void writeWav(OutputStream out) {
    Arguments.require(out, "out");
    try {
      PcmWav.write(this, out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a sound: " + e.getMessage(), e);
    }
  }

  /**
   * Returns the clip as a WAV file, for example for the body of an HTTP response.
   *
   * @return the bytes of {@link #writeWav(Path)}
   * @throws RunException if they do not fit into the heap, or into one array
   */
  public byte[] wavBytes() {
    return PcmWav.bytes(this, true);
  }

  /**
   * Returns the clip as a stream for {@code javax.sound.sampled}, for example to play it with a
   * {@code Clip}.
   *
   * @return a new stream of signed 16-bit little-endian PCM; closing it is not required
   * @throws RunException if its bytes do not fit into the heap, or into one array
   */
  public AudioInputStream toAudioInputStream() {
    AudioFormat format = new AudioFormat(sampleRate, Short.SIZE, channels, true, false);
    return new AudioInputStream(
        new ByteArrayInputStream(PcmWav.bytes(this, false)), format, length());
  }

  /** For example "AudioClip[1 x 4000 at 8000 Hz]". */
  @Override
  public String toString() {
    return "AudioClip[%s x %s at %s Hz]".formatted(channels, length(), sampleRate);
  }
}
