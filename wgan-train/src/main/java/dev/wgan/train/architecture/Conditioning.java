package dev.wgan.train.architecture;

import dev.wgan.network.Composite;
import dev.wgan.network.LabelEmbedding;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Normalization;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Upsample;
import java.util.List;

/** The input of a sample's class into a network. */
final class Conditioning {
  static final String LABEL = "label";
  private static final int MOST_FEATURES = 64;
  private static final double EPS = 1e-5;
  private static final double MOMENTUM = 0.1;

  private Conditioning() {}

  /** The length of the vector that represents a class among other features. */
  static int features(int classes) {
    return Math.min(classes, MOST_FEATURES);
  }

  /** Appends the vector of the class to the features. */
  static LayerSpec besideFeatures(int classes) {
    return new Composite.Concat(
        List.of(
            List.of(),
            List.of(new Composite.Input(LABEL), new LabelEmbedding(classes, features(classes)))));
  }

  /**
   * Appends the vector of the class to the channels, with equal values at every pixel. A plane that
   * differed from pixel to pixel would start as a picture of noise over the image, and the
   * generator would learn its grain from the critic.
   */
  static LayerSpec besideChannels(int classes, int height, int width) {
    return new Composite.Concat(
        List.of(
            List.of(),
            List.of(
                new Composite.Input(LABEL),
                new LabelEmbedding(classes, features(classes)),
                new Reshaping.Reshape(Shape.of(features(classes), 1, 1)),
                new Upsample(List.of(height, width), Upsample.Mode.NEAREST, false))));
  }

  /**
   * A generator's batch normalization, whose scale and shift depend on the class if there is one.
   */
  static LayerSpec batchNorm(Architecture architecture, int channels) {
    return architecture.conditional()
        ? new Normalization.ConditionalBatchNorm(
            channels, architecture.classes(), EPS, MOMENTUM, LABEL)
        : new Normalization.BatchNorm(channels, EPS, MOMENTUM, true);
  }
}
