package dev.wgan.train.architecture;

import dev.wgan.network.Activation;
import dev.wgan.network.Conv;
import dev.wgan.network.ConvTranspose;
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
 * Networks for smooth pictures. Transposed convolutions compute neighbouring pixels by different
 * weights, which leaves grain on plain areas: the generator uses them up to half of the image's
 * size only, then repeats pixels and convolves (Odena et al. 2016, "Deconvolution and checkerboard
 * artifacts").
 */
final class Upconv {
  private Upconv() {}

  static List<LayerSpec> generator(Architecture architecture) {
    return generator(architecture, architecture.sample(), architecture.width());
  }

  /** The generator of images of another shape and width. */
  static List<LayerSpec> generator(Architecture architecture, Shape image, int width) {
    List<LayerSpec> layers = features(architecture, architecture.latent(), image, width, 1);
    layers.add(Conv.of2d(lastChannels(width), image.dim(0), 3, 1, 1));
    layers.add(new Activation.Tanh());
    return layers;
  }

  /**
   * The generator up to its last convolution.
   *
   * @param in the length of the vector that it begins with
   * @param repeating the number of doublings, the last ones, that repeat pixels
   */
  static List<LayerSpec> features(
      Architecture architecture, int in, Shape image, int width, int repeating) {
    int smallest = StridedCritic.SMALLEST;
    int doublings = StridedCritic.halvings(image);
    int channels = width << (doublings - 1);
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(new Linear(in, channels * smallest * smallest, false));
    layers.add(new Reshaping.Reshape(Shape.of(channels, smallest, smallest)));
    for (int i = 0; i < doublings; i++) {
      int half = Math.max(1, channels / 2);
      rectify(architecture, channels, layers);
      if (i < doublings - repeating) {
        int kernel = i == 0 ? StridedCritic.coarsestKernel(image) : 4;
        layers.add(ConvTranspose.of2d(channels, half, kernel, 2, 1).withBias(false));
      } else {
        layers.add(Upsample.nearest2x());
        layers.add(Conv.of2d(channels, half, 3, 1, 1).withBias(false));
      }
      channels = half;
    }
    rectify(architecture, channels, layers);
    return layers;
  }

  /** The channels of {@link #features}. */
  static int lastChannels(int width) {
    return Math.max(1, width / 2);
  }

  private static void rectify(Architecture architecture, int channels, List<LayerSpec> layers) {
    layers.add(Conditioning.batchNorm(architecture, channels));
    layers.add(new Activation.Relu());
  }

  static List<LayerSpec> critic(Architecture architecture, CriticNormalization normalization) {
    int width = architecture.width();
    int features = StridedCritic.length(architecture.sample(), width);
    List<LayerSpec> layers = StridedCritic.features(architecture, width, normalization, false);
    layers.add(
        architecture.conditional()
            ? new Projection(features, architecture.classes(), Conditioning.LABEL)
            : new Linear(features, 1));
    return layers;
  }
}
