package dev.wgan.train.evaluate;

import dev.wgan.network.LogMel;
import java.util.stream.IntStream;

/**
 * Waveforms as log-mel spectrograms, {@code [1, bands, frames]}, the highest band first: images
 * whose columns are moments. Channels are mixed.
 *
 * <p>Immutable and thread-safe.
 *
 * @param sound the shape of the waveforms
 * @param layer the spectrogram; its window is a power of two
 */
record SoundSpectra(SoundShape sound, LogMel layer) implements RawSpace {
  private static final int COARSE = 32;
  private static final int FINE = 64;
  private static final double LOWEST = 60;
  private static final double EPS = 1e-5;

  /** Spectrograms to compare: 32 bands and about 32 frames. */
  static SoundSpectra coarse(SoundShape sound) {
    return of(sound, COARSE, 2);
  }

  /** Spectrograms to look at: 64 bands and about 64 frames. */
  static SoundSpectra fine(SoundShape sound) {
    return of(sound, FINE, 4);
  }

  /** Windows reach over some frames, so that a shift by part of a frame changes little. */
  private static SoundSpectra of(SoundShape sound, int size, int reach) {
    int hop = PowerSpectrum.sizeFor((sound.length() + size - 1) / size);
    double lowest = Math.min(LOWEST, sound.rate() / 8.0);
    return new SoundSpectra(sound, new LogMel(sound.rate(), reach * hop, hop, size, lowest, EPS));
  }

  private int frames() {
    return (sound.length() + layer.hop() - 1) / layer.hop();
  }

  @Override
  public ImageShape reduced() {
    return new ImageShape(1, layer.mels(), frames(), true);
  }

  @Override
  public String label() {
    return Evaluation.SPECTROGRAMS;
  }

  @Override
  public String note() {
    return "";
  }

  @Override
  public PointSet of(PointSet points) {
    sound.require(points);
    int values = layer.mels() * frames();
    double[] bands = layer.bands();
    float[] spectra = new float[Math.multiplyExact(points.size(), values)];
    IntStream.range(0, points.size())
        .parallel()
        .forEach(i -> write(mono(points, i), bands, spectra, i * values));
    return PointSet.of(spectra, values);
  }

  /** One clip with its channels mixed. */
  private float[] mono(PointSet points, int clip) {
    return mono(sound, points, clip);
  }

  static float[] mono(SoundShape sound, PointSet points, int clip) {
    float[] mixed = new float[sound.length()];
    for (int channel = 0; channel < sound.channels(); channel++) {
      for (int t = 0; t < mixed.length; t++) {
        mixed[t] += points.get(clip, channel * mixed.length + t) / sound.channels();
      }
    }
    return mixed;
  }

  private void write(float[] clip, double[] bands, float[] spectra, int at) {
    PowerSpectrum spectrum = new PowerSpectrum(layer.window(), layer.window());
    double[] power = new double[layer.bins()];
    int frames = frames();
    for (int frame = 0; frame < frames; frame++) {
      spectrum.power(clip, frame * layer.hop() - layer.padding(), power);
      for (int m = 0; m < layer.mels(); m++) {
        double sum = layer.eps();
        for (int k = 0; k < power.length; k++) {
          sum += bands[m * power.length + k] * power[k];
        }
        int row = layer.mels() - 1 - m;
        spectra[at + row * frames + frame] = (float) (Math.log(sum) * layer.scale() + 1);
      }
    }
  }
}
