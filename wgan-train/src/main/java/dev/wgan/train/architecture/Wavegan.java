package dev.wgan.train.architecture;

import dev.wgan.network.Activation;
import dev.wgan.network.Composite;
import dev.wgan.network.Conv;
import dev.wgan.network.ConvTranspose;
import dev.wgan.network.LabelEmbedding;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.LogMel;
import dev.wgan.network.NetworkException;
import dev.wgan.network.PhaseShuffle;
import dev.wgan.network.Projection;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Upsample;
import dev.wgan.train.constraint.CriticNormalization;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Networks for sound (Donahue et al. 2019, "Adversarial audio synthesis"): a generator of waveforms
 * by transposed convolutions that quadruple the length, from 16 samples, or by repetitions and
 * convolutions, and three critics. One has strided convolutions over the waveform with phase
 * shuffle, as published. One sees log-mel spectrograms through strided convolutions in two
 * dimensions and learns from far fewer steps. One sees spectrograms of two resolutions, as those of
 * Jang et al. 2021 ("UnivNet"): long windows show the tones, short ones the pulses of a voice.
 */
final class Wavegan {
  private static final double SLOPE = 0.2;
  private static final int SHORTEST = 16;
  private static final int KERNEL = 25;
  private static final int STRIDE = 4;
  private static final int PADDING = 11;
  private static final int UP_KERNEL = 9;
  private static final int LAST_KERNEL = 15;
  private static final int SHUFFLE = 2;
  private static final int CLASS_FEATURES = 32;
  private static final int HALVINGS = 4;
  private static final int QUARTERINGS = 2;

  private Wavegan() {}

  /** Refuses samples that are not waveforms of such a length. */
  static void check(Architecture.Kind kind, Shape sample, int sampleRate) {
    if (sample.rank() != 2 || quadruplings(sample) == 0) {
      throw new NetworkException(
          "a %s of samples %s: expected waveforms [channels×length] of 64, 256, 1024, 4096, 16384 or 65536 samples"
              .formatted(kind.name().toLowerCase(Locale.ROOT), sample));
    }
    boolean mono = sample.dim(0) == 1 && sample.dim(1) >= 1024 && sampleRate > 0;
    if (kind != Architecture.Kind.WAVEGAN && !mono) {
      throw new NetworkException(
          "a %s of samples %s at %s Hz: expected one channel of 1024 samples or more at a known rate; mix the channels with --mono, or choose a wavegan"
              .formatted(kind.name().toLowerCase(Locale.ROOT), sample, sampleRate));
    }
  }

  /** The number of times that 16 is quadrupled to the length; 0 if it never becomes the length. */
  private static int quadruplings(Shape sample) {
    int length = SHORTEST;
    int times = 0;
    while (length < sample.dim(1)) {
      length *= STRIDE;
      times++;
    }
    return length == sample.dim(1) && times <= 6 ? times : 0;
  }

  static List<LayerSpec> generator(Architecture architecture) {
    Shape sample = architecture.sample();
    int times = quadruplings(sample);
    int channels = architecture.width() << (times - 1);
    int in = architecture.latent();
    List<LayerSpec> layers = new ArrayList<>();
    if (architecture.conditional()) {
      layers.add(
          new Composite.Concat(
              List.of(
                  List.of(),
                  List.of(
                      new Composite.Input(Conditioning.LABEL),
                      new LabelEmbedding(architecture.classes(), CLASS_FEATURES)))));
      in += CLASS_FEATURES;
    }
    layers.add(new Linear(in, channels * SHORTEST));
    layers.add(new Activation.Relu());
    layers.add(new Reshaping.Reshape(Shape.of(channels, SHORTEST)));
    for (int i = 0; i < times; i++) {
      boolean last = i == times - 1;
      int out = last ? sample.dim(0) : channels / 2;
      layers.addAll(
          architecture.kind() == Architecture.Kind.UPWAVE
              ? repeated(channels, out, last)
              : transposed(channels, out));
      layers.add(last ? new Activation.Tanh() : new Activation.Relu());
      channels = out;
    }
    return layers;
  }

  private static List<LayerSpec> transposed(int in, int out) {
    return List.of(
        new ConvTranspose(
            in,
            out,
            List.of(KERNEL),
            List.of(STRIDE),
            List.of(PADDING),
            List.of(1),
            List.of(1),
            1,
            true));
  }

  /**
   * Repeats each value and convolves. What a repetition adds at multiples of the lower rate is zero
   * exactly there, where a transposed convolution has its tones.
   */
  private static List<LayerSpec> repeated(int in, int out, boolean last) {
    int kernel = last ? LAST_KERNEL : UP_KERNEL;
    return List.of(
        new Upsample(List.of(STRIDE), Upsample.Mode.NEAREST, false),
        Conv.of1d(in, out, kernel, 1, kernel / 2));
  }

  /** Strided convolutions over the waveform. */
  static List<LayerSpec> waveformCritic(
      Architecture architecture, CriticNormalization normalization) {
    int times = quadruplings(architecture.sample());
    int in = architecture.sample().dim(0);
    int out = architecture.width();
    List<LayerSpec> layers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      layers.add(Conv.of1d(in, out, KERNEL, STRIDE, PADDING));
      finish(architecture, i > 0 ? normalization : CriticNormalization.NONE, out, layers);
      if (i < times - 1) {
        layers.add(new PhaseShuffle(SHUFFLE));
      }
      in = out;
      out *= 2;
    }
    layers.add(new Reshaping.Flatten());
    score(architecture, in * SHORTEST, layers);
    return layers;
  }

  /** Strided convolutions over the spectrogram. */
  static List<LayerSpec> spectrogramCritic(
      Architecture architecture, CriticNormalization normalization) {
    LogMel view = LogMel.of(architecture.sampleRate());
    List<LayerSpec> layers = new ArrayList<>(List.of(view));
    layers.addAll(overPicture(architecture, normalization, 1));
    score(architecture, pictureFeatures(architecture, view), layers);
    return layers;
  }

  /**
   * Strided convolutions over two spectrograms at once. Both have as many numbers as the waveform,
   * so that they make two channels of one picture; the brief one is read as a sequence of vectors.
   */
  static List<LayerSpec> resolutionsCritic(
      Architecture architecture, CriticNormalization normalization) {
    LogMel tones = LogMel.of(architecture.sampleRate());
    LogMel pulses = LogMel.brief(architecture.sampleRate());
    int length = architecture.sample().dim(1);
    int frames = length / pulses.hop();
    int in = 2 * pulses.mels();
    List<LayerSpec> sequence =
        new ArrayList<>(List.of(new Reshaping.Reshape(Shape.of(in, frames))));
    for (int i = 0; i < QUARTERINGS; i++) {
      int out = architecture.width() << (i + 2);
      sequence.add(Conv.of1d(in, out, UP_KERNEL, STRIDE, UP_KERNEL / 2));
      finish(architecture, normalization, out, sequence);
      in = out;
    }
    sequence.add(new Reshaping.Flatten());
    List<LayerSpec> picture = overPicture(architecture, normalization, 2);
    Shape folded = Shape.of(1, tones.mels(), length / tones.hop());
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(
        new Composite.Concat(
            List.of(List.of(tones), List.of(pulses, new Reshaping.Reshape(folded)))));
    layers.add(new Composite.Concat(List.of(picture, sequence)));
    score(
        architecture,
        pictureFeatures(architecture, tones) + in * (frames >> (2 * QUARTERINGS)),
        layers);
    return layers;
  }

  private static List<LayerSpec> overPicture(
      Architecture architecture, CriticNormalization normalization, int channels) {
    List<LayerSpec> layers = new ArrayList<>();
    int in = channels;
    int out = architecture.width();
    for (int i = 0; i < HALVINGS; i++) {
      layers.add(Conv.of2d(in, out, 4, 2, 1));
      finish(architecture, i > 0 ? normalization : CriticNormalization.NONE, out, layers);
      in = out;
      out *= 2;
    }
    layers.add(new Reshaping.Flatten());
    return layers;
  }

  /** The length of the vector that {@link #overPicture} ends in. */
  private static int pictureFeatures(Architecture architecture, LogMel view) {
    int frames = architecture.sample().dim(1) / view.hop();
    int channels = architecture.width() << (HALVINGS - 1);
    return channels * (view.mels() >> HALVINGS) * (frames >> HALVINGS);
  }

  private static void finish(
      Architecture architecture,
      CriticNormalization normalization,
      int channels,
      List<LayerSpec> layers) {
    layers.addAll(CriticLayers.normalization(normalization, channels));
    layers.add(new Activation.LeakyRelu(SLOPE));
    layers.addAll(CriticLayers.dropout(architecture));
  }

  private static void score(Architecture architecture, int features, List<LayerSpec> layers) {
    layers.add(
        architecture.conditional()
            ? new Projection(features, architecture.classes(), Conditioning.LABEL)
            : new Linear(features, 1));
  }
}
