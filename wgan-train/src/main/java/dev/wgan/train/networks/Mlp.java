package dev.wgan.train.networks;

import dev.wgan.network.Activation;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.Reshaping;
import java.util.ArrayList;
import java.util.List;

/** Fully connected networks with rectified hidden layers. */
final class Mlp {
  private Mlp() {}

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
