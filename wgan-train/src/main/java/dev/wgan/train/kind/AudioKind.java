package dev.wgan.train.kind;

import dev.wgan.network.reference.Spectrogram;
import dev.wgan.runtime.AudioClip;
import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.ValueRange;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * Sound: waveforms, {@code [channels, length]}, drawn as log-mel spectrograms.
 *
 * <p>Immutable and thread-safe.
 *
 * @param sampleRate samples per second; 0 if it is not known
 */
public record AudioKind(int sampleRate) implements Kind {
  private static final int MOST_CLIPS = 8;
  private static final int MOST_VALUES = 80_000;

  @Override
  public SampleKind id() {
    return SampleKind.AUDIO;
  }

  @Override
  public String noun() {
    return "clip";
  }

  @Override
  public String extent(List<Integer> shape) {
    int length = shape.get(shape.size() - 1);
    return sampleRate > 0
        ? "of shape %s, %s s at %s Hz".formatted(shape, (double) length / sampleRate, sampleRate)
        : "of shape " + shape;
  }

  @Override
  public boolean drawsSamples() {
    return true;
  }

  @Override
  public Optional<BufferedImage> grid(
      float[] samples, List<Integer> shape, ValueRange range, int columns) {
    return Optional.of(Spectrogram.grid(samples, shape, sampleRate, columns));
  }

  /** Up to eight clips with a pause after each, fewer if they are long. */
  @Override
  public Optional<AudioClip> sound(float[] samples, List<Integer> shape, ValueRange range) {
    if (sampleRate < 1) {
      return Optional.empty();
    }
    int channels = shape.get(0);
    int length = shape.get(1);
    int n = Math.min(samples.length / (channels * length), clips(length));
    int period = length + sampleRate / 5;
    double centre = ((double) range.low() + range.high()) / 2;
    double amplitude = ((double) range.high() - range.low()) / 2;
    float[] joined = new float[channels * n * period];
    for (int i = 0; i < n; i++) {
      for (int channel = 0; channel < channels; channel++) {
        for (int t = 0; t < length; t++) {
          float value = samples[(i * channels + channel) * length + t];
          joined[(channel * n + i) * period + t] = (float) ((value - centre) / amplitude);
        }
      }
    }
    return Optional.of(AudioClip.of(joined, channels, sampleRate));
  }

  /** As many clips as keep a report small. */
  private static int clips(int length) {
    return Math.max(1, Math.min(MOST_CLIPS, MOST_VALUES / length));
  }
}
