package dev.wgan.train.architecture;

import dev.wgan.network.Activation;
import dev.wgan.network.Conv;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.Projection;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Upsample;
import dev.wgan.train.constraint.CriticNormalization;
import java.util.ArrayList;
import java.util.List;

/**
 * Networks for smooth pictures. The generator repeats pixels and convolves (Odena et al. 2016,
 * "Deconvolution and checkerboard artifacts"): transposed convolutions compute neighbouring pixels
 * by different weights, which leaves grain on plain areas. The critic's strided convolutions are
 * twice as wide as the generator's at the same resolution, because they cost less.
 */
final class Upconv {
  private Upconv() {}

  static List<LayerSpec> generator(Architecture architecture) {
    Shape image = architecture.sample();
    int doublings = Resolutions.doublings(image);
    int size = Resolutions.smallest(image);
    int channels = architecture.width() << doublings;
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(new Linear(architecture.latent(), channels * size * size, false));
    layers.add(new Reshaping.Reshape(Shape.of(channels, size, size)));
    for (int i = 0; i < doublings; i++) {
      layers.add(Conditioning.batchNorm(architecture, channels));
      layers.add(new Activation.Relu());
      layers.add(Upsample.nearest2x());
      layers.add(Conv.of2d(channels, channels / 2, 3, 1, 1).withBias(false));
      channels /= 2;
    }
    layers.add(Conditioning.batchNorm(architecture, channels));
    layers.add(new Activation.Relu());
    layers.add(Conv.of2d(channels, image.dim(0), 3, 1, 1));
    layers.add(new Activation.Tanh());
    return layers;
  }

  static List<LayerSpec> critic(Architecture architecture, CriticNormalization normalization) {
    int width = 2 * architecture.width();
    int features = StridedCritic.length(architecture.sample(), width);
    List<LayerSpec> layers = StridedCritic.features(architecture, width, normalization, false);
    layers.add(
        architecture.conditional()
            ? new Projection(features, architecture.classes(), Conditioning.LABEL)
            : new Linear(features, 1));
    return layers;
  }
}
