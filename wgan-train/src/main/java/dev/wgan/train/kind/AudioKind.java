package dev.wgan.train.kind;

import dev.wgan.network.reference.Spectrogram;
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
}
