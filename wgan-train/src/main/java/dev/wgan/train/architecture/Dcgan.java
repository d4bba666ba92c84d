package dev.wgan.train.architecture;

import dev.wgan.network.Activation;
import dev.wgan.network.Conv;
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
 * Only between 4 and 7 pixels the kernel is 3, because no even kernel joins these sizes.
 */
final class Dcgan {
  private static final double SLOPE = 0.2;

  /** Pixels of the coarsest features: a critic that sees less of an image at once misjudges it. */
  private static final int SMALLEST = 4;

  private Dcgan() {}

  static List<LayerSpec> generator(Architecture architecture) {
    Shape image = architecture.sample();
    int doublings = doublings(image);
    int channels = architecture.width() << (doublings - 1);
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(new Linear(architecture.latent(), channels * SMALLEST * SMALLEST, false));
    layers.add(new Reshaping.Reshape(Shape.of(channels, SMALLEST, SMALLEST)));
    for (int i = 0; i < doublings; i++) {
      boolean last = i == doublings - 1;
      int out = last ? image.dim(0) : channels / 2;
      int kernel = i == 0 ? coarsestKernel(image) : 4;
      layers.add(Conditioning.batchNorm(architecture, channels));
      layers.add(new Activation.Relu());
      layers.add(ConvTranspose.of2d(channels, out, kernel, 2, 1).withBias(last));
      channels = out;
    }
    layers.add(new Activation.Tanh());
    return layers;
  }

  static List<LayerSpec> critic(Architecture architecture, CriticNormalization normalization) {
    Shape image = architecture.sample();
    int in = image.dim(0);
    List<LayerSpec> layers = new ArrayList<>();
    int out = architecture.width();
    int halvings = doublings(image);
    for (int i = 0; i < halvings; i++) {
      boolean normalized = i > 0 && normalization != CriticNormalization.NONE;
      boolean last = i == halvings - 1;
      int kernel = last ? coarsestKernel(image) : 4;
      if (last && architecture.conditional()) {
        int size = image.dim(1) == 28 ? 7 : 2 * SMALLEST;
        layers.add(Conditioning.besideChannels(architecture.classes(), size, size));
        in += Conditioning.features(architecture.classes());
      }
      layers.add(Conv.of2d(in, out, kernel, 2, 1).withBias(!normalized));
      if (normalized) {
        layers.addAll(CriticLayers.normalization(normalization, out));
      }
      layers.add(new Activation.LeakyRelu(SLOPE));
      layers.addAll(CriticLayers.dropout(architecture));
      in = out;
      out *= 2;
    }
    layers.add(new Reshaping.Flatten());
    layers.add(new Linear(in * SMALLEST * SMALLEST, 1));
    return layers;
  }

  /** The number of doublings from 4 pixels to the image; 7 counts as twice 4. */
  private static int doublings(Shape image) {
    return image.dim(1) == 64 ? 4 : 3;
  }

  private static int coarsestKernel(Shape image) {
    return image.dim(1) == 28 ? 3 : 4;
  }
}
