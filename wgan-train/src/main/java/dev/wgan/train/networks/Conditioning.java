package dev.wgan.train.networks;

import dev.wgan.network.Composite;
import dev.wgan.network.LabelEmbedding;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Normalization;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import java.util.List;

/** How a network is told the class of a sample. */
final class Conditioning {
  static final String LABEL = "label";
  private static final int MOST_FEATURES = 64;
  private static final double EPS = 1e-5;
  private static final double MOMENTUM = 0.1;

  private Conditioning() {}

  /** Length of the vector that stands for a class beside other features. */
  static int features(int classes) {
    return Math.min(classes, MOST_FEATURES);
  }

  /** Puts the vector of the class behind the features. */
  static LayerSpec besideFeatures(int classes) {
    return new Composite.Concat(
        List.of(
            List.of(),
            List.of(new Composite.Input(LABEL), new LabelEmbedding(classes, features(classes)))));
  }

  /** Puts a learned plane for the class behind an image's channels. */
  static LayerSpec besideChannels(int classes, Shape image) {
    int height = image.dim(1);
    int width = image.dim(2);
    return new Composite.Concat(
        List.of(
            List.of(),
            List.of(
                new Composite.Input(LABEL),
                new LabelEmbedding(classes, height * width),
                new Reshaping.Reshape(Shape.of(1, height, width)))));
  }

  /** A generator's batch normalization, whose scale and shift follow the class if there is one. */
  static LayerSpec batchNorm(Architecture architecture, int channels) {
    return architecture.conditional()
        ? new Normalization.ConditionalBatchNorm(
            channels, architecture.classes(), EPS, MOMENTUM, LABEL)
        : new Normalization.BatchNorm(channels, EPS, MOMENTUM, true);
  }
}
