package dev.wgan.train.architecture;

import dev.wgan.network.Composite;
import dev.wgan.network.LabelEmbedding;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Normalization;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Upsample;
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

  /**
   * Puts the vector of the class behind the channels, the same at every pixel: a plane that
   * differed from pixel to pixel would be a picture of noise over the image at first, and the
   * critic would teach its grain.
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

  /** A generator's batch normalization, whose scale and shift follow the class if there is one. */
  static LayerSpec batchNorm(Architecture architecture, int channels) {
    return architecture.conditional()
        ? new Normalization.ConditionalBatchNorm(
            channels, architecture.classes(), EPS, MOMENTUM, LABEL)
        : new Normalization.BatchNorm(channels, EPS, MOMENTUM, true);
  }
}
