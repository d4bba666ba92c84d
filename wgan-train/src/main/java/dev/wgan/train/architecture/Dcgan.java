package dev.wgan.train.architecture;

import dev.wgan.network.Activation;
import dev.wgan.network.ConvTranspose;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.train.constraint.CriticNormalization;
import java.util.ArrayList;
import java.util.List;

/**
 * Strided convolutions (Radford et al. 2016, "Unsupervised representation learning with deep
 * convolutional generative adversarial networks"), between 4 pixels and the image's size. Kernels
 * of 4 at stride 2 cover every pixel equally often, which avoids the checkerboard of odd kernels.
 */
final class Dcgan {
  private Dcgan() {}

  static List<LayerSpec> generator(Architecture architecture) {
    Shape image = architecture.sample();
    int smallest = StridedCritic.SMALLEST;
    int doublings = StridedCritic.halvings(image);
    int channels = architecture.width() << (doublings - 1);
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(new Linear(architecture.latent(), channels * smallest * smallest, false));
    layers.add(new Reshaping.Reshape(Shape.of(channels, smallest, smallest)));
    for (int i = 0; i < doublings; i++) {
      boolean last = i == doublings - 1;
      int out = last ? image.dim(0) : channels / 2;
      int kernel = i == 0 ? StridedCritic.coarsestKernel(image) : 4;
      layers.add(Conditioning.batchNorm(architecture, channels));
      layers.add(new Activation.Relu());
      layers.add(ConvTranspose.of2d(channels, out, kernel, 2, 1).withBias(last));
      channels = out;
    }
    layers.add(new Activation.Tanh());
    return layers;
  }

  static List<LayerSpec> critic(Architecture architecture, CriticNormalization normalization) {
    int width = architecture.width();
    List<LayerSpec> layers =
        StridedCritic.features(architecture, width, normalization, architecture.conditional());
    layers.add(new Linear(StridedCritic.length(architecture.sample(), width), 1));
    return layers;
  }
}
