package dev.wgan.train.networks;

import dev.wgan.network.Activation;
import dev.wgan.network.Conv;
import dev.wgan.network.ConvTranspose;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.train.networks.Architecture.CriticNormalization;
import java.util.ArrayList;
import java.util.List;

/**
 * Strided convolutions (Radford et al. 2016, "Unsupervised representation learning with deep
 * convolutional generative adversarial networks"). Kernels of 4 at stride 2 cover every pixel
 * equally often, which keeps the checkerboard of odd kernels away.
 */
final class Dcgan {
  private static final double SLOPE = 0.2;

  private Dcgan() {}

  static List<LayerSpec> generator(Architecture architecture) {
    Shape image = architecture.sample();
    int size = Resolutions.smallest(image);
    int doublings = Resolutions.doublings(image);
    int channels = architecture.width() << (doublings - 1);
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(new Linear(architecture.latent(), channels * size * size, false));
    layers.add(new Reshaping.Reshape(Shape.of(channels, size, size)));
    for (int i = 1; i < doublings; i++) {
      layers.add(Conditioning.batchNorm(architecture, channels));
      layers.add(new Activation.Relu());
      layers.add(ConvTranspose.of2d(channels, channels / 2, 4, 2, 1).withBias(false));
      channels /= 2;
    }
    layers.add(Conditioning.batchNorm(architecture, channels));
    layers.add(new Activation.Relu());
    layers.add(ConvTranspose.of2d(channels, image.dim(0), 4, 2, 1));
    layers.add(new Activation.Tanh());
    return layers;
  }

  static List<LayerSpec> critic(Architecture architecture, CriticNormalization normalization) {
    Shape image = architecture.sample();
    int in = image.dim(0);
    List<LayerSpec> layers = new ArrayList<>();
    if (architecture.conditional()) {
      layers.add(Conditioning.besideChannels(architecture.classes(), image));
      in++;
    }
    int out = architecture.width();
    for (int i = 0; i < Resolutions.doublings(image); i++) {
      boolean normalized = i > 0 && normalization != CriticNormalization.NONE;
      layers.add(Conv.of2d(in, out, 4, 2, 1).withBias(!normalized));
      if (normalized) {
        layers.addAll(CriticLayers.normalization(normalization, out));
      }
      layers.add(new Activation.LeakyRelu(SLOPE));
      layers.addAll(CriticLayers.dropout(architecture));
      in = out;
      out *= 2;
    }
    int size = Resolutions.smallest(image);
    layers.add(new Reshaping.Flatten());
    layers.add(new Linear(in * size * size, 1));
    return layers;
  }
}
