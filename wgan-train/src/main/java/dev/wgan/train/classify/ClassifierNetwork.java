package dev.wgan.train.classify;

import dev.wgan.network.Activation;
import dev.wgan.network.Composite;
import dev.wgan.network.Conv;
import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Normalization;
import dev.wgan.network.Pooling;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A small convolutional classifier of images or sound, whose output is {@code [features, scores]}:
 * the 128 features before the last layer, and one score per class, computed from them by the last
 * layer.
 *
 * <p>Thread-safe: there is no state.
 */
public final class ClassifierNetwork {
  /** The number of features before the scores. */
  public static final int FEATURES = 128;

  private static final int CHANNELS = 32;

  private ClassifierNetwork() {}

  /**
   * Returns the network: two convolutions with batch normalization, each followed by a pooling that
   * halves the resolution, then two linear layers.
   *
   * @param image shape of an image, {@code [channels, height, width]}, height and width at least 4
   * @param classes the number of classes, 2 or more
   * @return the network, from {@code sample} to {@code [128 + classes]}
   * @throws NetworkException if there is no such network
   */
  public static NetworkSpec of(Shape image, int classes) {
    if (image.rank() != 3 || image.dim(1) < 4 || image.dim(2) < 4 || classes < 2) {
      throw new NetworkException(
          "a classifier of samples %s into %s classes: expected images [channels×height×width] of at least 4 pixels each way, and 2 classes or more"
              .formatted(image, classes));
    }
    int pixels = (image.dim(1) / 4) * (image.dim(2) / 4);
    return NetworkSpec.of(
        InputSpec.sample(image),
        Conv.of2d(image.dim(0), CHANNELS, 3, 1, 1),
        batchNorm(CHANNELS),
        new Activation.Relu(),
        halving(),
        Conv.of2d(CHANNELS, 2 * CHANNELS, 3, 1, 1),
        batchNorm(2 * CHANNELS),
        new Activation.Relu(),
        halving(),
        new Reshaping.Flatten(),
        new Linear(2 * CHANNELS * pixels, FEATURES, true),
        new Activation.Relu(),
        new Composite.Skip(List.of(new Linear(FEATURES, classes, true)))); // [features, scores]
  }

  /**
   * Returns the network for sound: the layers of a view, then two linear layers as for images.
   *
   * @param sound shape of a clip, {@code [channels, length]}
   * @param rate values per second
   * @param classes the number of classes, 2 or more
   * @param view the form in which it takes a waveform
   * @return the network, from {@code sample} to {@code [128 + classes]}
   * @throws NetworkException if there is no such network
   */
  public static NetworkSpec ofSound(Shape sound, int rate, int classes, SoundView view) {
    if (sound.rank() != 2 || classes < 2) {
      throw new NetworkException(
          "a classifier of samples %s into %s classes: expected waveforms [channels×length], and 2 classes or more"
              .formatted(sound, classes));
    }
    List<LayerSpec> layers = new ArrayList<>(view.convolutions(sound.dim(0), rate));
    layers.add(new Reshaping.Flatten());
    InputSpec input = InputSpec.sample(sound);
    int values = NetworkSpec.of(input, layers.toArray(LayerSpec[]::new)).outputShape().elements();
    layers.add(new Linear(values, FEATURES, true));
    layers.add(new Activation.Relu());
    layers.add(new Composite.Skip(List.of(new Linear(FEATURES, classes, true))));
    return NetworkSpec.of(input, layers.toArray(LayerSpec[]::new));
  }

  static Normalization.BatchNorm batchNorm(int features) {
    return new Normalization.BatchNorm(features, 1e-5, 0.1, true);
  }

  private static Pooling.MaxPool halving() {
    return new Pooling.MaxPool(List.of(2, 2), List.of(2, 2), List.of(0, 0), false);
  }
}
