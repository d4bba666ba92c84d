package dev.wgan.train.classify;

import dev.wgan.network.Activation;
import dev.wgan.network.Conv;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.LogMel;
import java.util.ArrayList;
import java.util.List;

/** The form in which a classifier of sound takes a waveform. */
public enum SoundView {
  /** Log-mel spectrograms: windows of 256 values every 64, in 64 bands. */
  LOG_MEL(256, 64, 64),
  /** Log-mel spectrograms of another resolution: windows of 512 values every 128, in 40 bands. */
  COARSE_LOG_MEL(512, 128, 40),
  /** The waveform itself. */
  WAVEFORM(0, 0, 0);

  private static final double LOWEST = 60;
  private static final double EPS = 1e-5;

  private final int window;
  private final int hop;
  private final int mels;

  SoundView(int window, int hop, int mels) {
    this.window = window;
    this.hop = hop;
    this.mels = mels;
  }

  /** The layers in front of the linear ones, each convolution with its normalization. */
  List<LayerSpec> convolutions(int channels, int rate) {
    List<LayerSpec> layers = new ArrayList<>();
    if (this == WAVEFORM) {
      add(layers, Conv.of1d(channels, 32, 64, 8, 28));
      add(layers, Conv.of1d(32, 48, 8, 4, 2));
      add(layers, Conv.of1d(48, 64, 8, 4, 2));
      add(layers, Conv.of1d(64, 96, 8, 4, 2));
    } else {
      layers.add(new LogMel(rate, window, hop, mels, LOWEST, EPS));
      add(layers, Conv.of2d(1, 16, 3, 2, 1));
      add(layers, Conv.of2d(16, 32, 3, 2, 1));
      add(layers, Conv.of2d(32, 48, 3, 2, 1));
    }
    return layers;
  }

  private static void add(List<LayerSpec> layers, Conv convolution) {
    layers.add(convolution);
    layers.add(ClassifierNetwork.batchNorm(convolution.out()));
    layers.add(new Activation.Relu());
  }
}
