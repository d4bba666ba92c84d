package dev.wgan.network.reference;

import dev.wgan.network.InputSpec;
import dev.wgan.network.LogMel;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Weights;
import dev.wgan.runtime.ImageRenderer;
import dev.wgan.runtime.ValueRange;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;

/**
 * Pictures of sound: log-mel spectrograms, time from left to right, low frequencies at the bottom.
 * Black is silence.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Spectrogram {
  private static final int ASSUMED_RATE = 8000;
  private static final LogMel AT_ASSUMED_RATE = LogMel.of(ASSUMED_RATE);

  private Spectrogram() {}

  /**
   * Draws waveforms next to each other.
   *
   * @param samples the waveforms, {@code [n, channels, length]}; channels are mixed
   * @param shape {@code [channels, length]}
   * @param sampleRate samples per second, 0 if it is not known
   * @param columns pictures in a row
   * @return the picture, 64 rows of pixels for each sample
   */
  public static BufferedImage grid(
      float[] samples, List<Integer> shape, int sampleRate, int columns) {
    LogMel layer = sampleRate > 0 ? LogMel.of(sampleRate) : AT_ASSUMED_RATE;
    int channels = shape.get(0);
    int length = shape.get(1);
    int padded = (length + layer.hop() - 1) / layer.hop() * layer.hop();
    int n = samples.length / (channels * length);
    float[] mono = new float[n * padded];
    for (int i = 0; i < samples.length; i++) {
      int sample = i / (channels * length);
      mono[sample * padded + i % length] += samples[i] / channels;
    }
    Values image = spectrograms(layer, mono, n, padded);
    Shape size = image.shape(); // [1, mels, frames]
    float[] upwards = image.toFloats(); // the lowest band first
    float[] pixels = new float[upwards.length];
    int frames = size.dim(2);
    for (int row = 0; row < n * layer.mels(); row++) {
      int mirrored = row / layer.mels() * layer.mels() + layer.mels() - 1 - row % layer.mels();
      System.arraycopy(upwards, row * frames, pixels, mirrored * frames, frames);
    }
    return ImageRenderer.of(size.dims(), new ValueRange(-1, 1)).grid(pixels, columns);
  }

  private static Values spectrograms(LogMel layer, float[] mono, int n, int length) {
    InputSpec input = InputSpec.sample(Shape.of(1, length));
    return ReferenceNetwork.run(
        NetworkSpec.of(input, layer),
        Weights.of(Map.of()),
        Map.of(input.name(), Values.of(n, input.shape(), mono)),
        (path, value) -> {});
  }
}
