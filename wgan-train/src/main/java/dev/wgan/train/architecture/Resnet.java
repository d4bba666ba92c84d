package dev.wgan.train.architecture;

import dev.wgan.network.Activation;
import dev.wgan.network.Composite;
import dev.wgan.network.Conv;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.Pooling;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Upsample;
import dev.wgan.train.constraint.CriticNormalization;
import java.util.ArrayList;
import java.util.List;

/**
 * Residual networks (Gulrajani et al. 2017, "Improved training of Wasserstein GANs", appendix C).
 * Shortcuts of kernel 1 run at the smaller of both resolutions: pooling and repeating pixels
 * commute with them, and that is a quarter of the work.
 */
final class Resnet {
  /** Residual blocks of the critic after those that halve the image. */
  private static final int PLAIN_BLOCKS = 2;

  private Resnet() {}

  static List<LayerSpec> generator(Architecture architecture) {
    Shape image = architecture.sample();
    int width = architecture.width();
    int size = Resolutions.smallest(image);
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(new Linear(architecture.latent(), width * size * size));
    layers.add(new Reshaping.Reshape(Shape.of(width, size, size)));
    for (int i = 0; i < Resolutions.doublings(image); i++) {
      layers.add(up(architecture));
    }
    layers.add(Conditioning.batchNorm(architecture, width));
    layers.add(new Activation.Relu());
    layers.add(Conv.of2d(width, image.dim(0), 3, 1, 1));
    layers.add(new Activation.Tanh());
    return layers;
  }

  private static LayerSpec up(Architecture architecture) {
    int width = architecture.width();
    return new Composite.Residual(
        List.of(
            Conditioning.batchNorm(architecture, width),
            new Activation.Relu(),
            Upsample.nearest2x(),
            Conv.of2d(width, width, 3, 1, 1).withBias(false),
            Conditioning.batchNorm(architecture, width),
            new Activation.Relu(),
            Conv.of2d(width, width, 3, 1, 1)),
        List.of(Conv.of2d(width, width, 1, 1, 0), Upsample.nearest2x()));
  }

  static List<LayerSpec> critic(Architecture architecture, CriticNormalization normalization) {
    Shape image = architecture.sample();
    int width = architecture.width();
    int in = image.dim(0);
    List<LayerSpec> layers = new ArrayList<>();
    if (architecture.conditional()) {
      layers.add(Conditioning.besideChannels(architecture.classes(), image.dim(1), image.dim(2)));
      in += Conditioning.features(architecture.classes());
    }
    layers.add(first(in, width));
    for (int i = 1; i < Resolutions.doublings(image); i++) {
      layers.addAll(CriticLayers.dropout(architecture));
      List<LayerSpec> body = body(width, normalization);
      body.add(halve());
      layers.add(new Composite.Residual(body, List.of(halve(), Conv.of2d(width, width, 1, 1, 0))));
    }
    for (int i = 0; i < PLAIN_BLOCKS; i++) {
      layers.addAll(CriticLayers.dropout(architecture));
      layers.add(new Composite.Residual(body(width, normalization), List.of()));
    }
    layers.add(new Activation.Relu());
    layers.addAll(CriticLayers.dropout(architecture));
    layers.add(new Pooling.GlobalAvgPool());
    layers.add(new Linear(width, 1));
    return layers;
  }

  /** The input of the first block is an image, which is neither normalized nor rectified first. */
  private static LayerSpec first(int in, int width) {
    return new Composite.Residual(
        List.of(
            Conv.of2d(in, width, 3, 1, 1),
            new Activation.Relu(),
            Conv.of2d(width, width, 3, 1, 1),
            halve()),
        List.of(halve(), Conv.of2d(in, width, 1, 1, 0)));
  }

  private static List<LayerSpec> body(int width, CriticNormalization normalization) {
    List<LayerSpec> body = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      body.addAll(CriticLayers.normalization(normalization, width));
      body.add(new Activation.Relu());
      body.add(Conv.of2d(width, width, 3, 1, 1));
    }
    return body;
  }

  private static LayerSpec halve() {
    return new Pooling.AvgPool(List.of(2, 2), List.of(2, 2), List.of(0, 0), false, true);
  }
}
