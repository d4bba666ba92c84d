package dev.wgan.train.architecture;

import dev.wgan.network.Activation;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkException;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Fully connected networks with rectified hidden layers. */
final class Mlp {
  /** One array holds the weights of a layer; noise for interpolation is addressed by 24 bits. */
  private static final int MAX_WEIGHTS = Integer.MAX_VALUE - 8;

  private static final int MAX_ELEMENTS = (1 << 24) - 1;

  private Mlp() {}

  /** Refuses samples that are too large, before anything of their size is allocated. */
  static void requireFits(int width, Shape sample) {
    long elements = sample.elements();
    if (elements > MAX_ELEMENTS || elements * width > MAX_WEIGHTS) {
      throw new NetworkException(
          String.format(
              Locale.ROOT,
              "an mlp of width %s for samples %s would have %s weights in one layer: expected at"
                  + " most %s numbers a sample and %s weights; make the samples smaller, for example"
                  + " images of 28, 32 or 64 pixels, for which a dcgan or a resnet fits better",
              width,
              sample,
              elements * width,
              MAX_ELEMENTS,
              MAX_WEIGHTS));
    }
  }

  /** Two hidden layers of equal width: a part of a generator that no class reaches. */
  static List<LayerSpec> perceptron(int in, int units, int out) {
    return List.of(
        new Linear(in, units),
        new Activation.Relu(),
        new Linear(units, units),
        new Activation.Relu(),
        new Linear(units, out));
  }

  static List<LayerSpec> generator(Architecture architecture) {
    List<LayerSpec> layers = new ArrayList<>();
    int features = besideClass(architecture, architecture.latent(), layers);
    for (int i = 0; i < architecture.depth(); i++) {
      layers.add(new Linear(features, architecture.width()));
      layers.add(new Activation.Relu());
      features = architecture.width();
    }
    layers.add(new Linear(features, architecture.sample().elements()));
    if (architecture.image()) {
      layers.add(new Activation.Tanh());
      layers.add(new Reshaping.Reshape(architecture.sample()));
    }
    return layers;
  }

  static List<LayerSpec> critic(Architecture architecture) {
    List<LayerSpec> layers = new ArrayList<>();
    if (architecture.image()) {
      layers.add(new Reshaping.Flatten());
    }
    int features = besideClass(architecture, architecture.sample().elements(), layers);
    for (int i = 0; i < architecture.depth(); i++) {
      layers.add(new Linear(features, architecture.width()));
      layers.add(new Activation.Relu());
      layers.addAll(CriticLayers.dropout(architecture));
      features = architecture.width();
    }
    layers.add(new Linear(features, 1));
    return layers;
  }

  private static int besideClass(Architecture architecture, int features, List<LayerSpec> layers) {
    if (!architecture.conditional()) {
      return features;
    }
    layers.add(Conditioning.besideFeatures(architecture.classes()));
    return features + Conditioning.features(architecture.classes());
  }
}
