package dev.wgan.train.classify;

import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Weights;
import dev.wgan.train.TorchEngine;
import dev.wgan.train.architecture.Initializer;
import dev.wgan.train.config.Device;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.BatchOrder;
import dev.wgan.train.data.DataDescription;
import dev.wgan.train.data.Dataset;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Trains a {@link ClassifierNetwork} on labelled images or sounds. Sounds are varied: shifted in
 * time by up to a tenth of a clip, sent through random all-pass filters, made louder or quieter by
 * about a decibel, and half of them get noise.
 *
 * <p>Not thread-safe, except for {@link #cancel}. A JVM runs one training at a time, of a
 * classifier or a GAN. Equal data and configurations give equal weights on one machine.
 */
public final class ClassifierTrainer {
  private final ClassifierConfig config;
  private volatile boolean cancelled;

  private ClassifierTrainer(ClassifierConfig config) {
    this.config = config;
  }

  /** Receives progress after each step. */
  public interface Progress {
    /**
     * Receives the progress after a step.
     *
     * @param step the number of steps done
     * @param steps the number of all steps
     * @param loss cross-entropy of the step's batch, in nats
     */
    void step(long step, long steps, double loss);
  }

  /**
   * A trained classifier.
   *
   * @param network the network
   * @param weights its weights
   */
  public record Fitted(NetworkSpec network, Weights weights) {}

  /**
   * Returns a trainer.
   *
   * @param config the settings
   * @return the trainer
   */
  public static ClassifierTrainer of(ClassifierConfig config) {
    return new ClassifierTrainer(config);
  }

  /** Ends the training after the current step; {@link #fit} then throws. */
  public void cancel() {
    cancelled = true;
  }

  /**
   * Trains a classifier.
   *
   * @param data labelled images or sounds, at least one batch
   * @param progress receives every step
   * @return the classifier
   * @throws TrainingException if the data have no labels or are too few, the loss is not finite, or
   *     the engine is in use
   * @throws CancellationException after {@link #cancel}
   */
  public Fitted fit(Dataset data, Progress progress) {
    DataDescription description = data.description();
    if (!description.labelled() || data.size() < config.batch()) {
      throw new TrainingException(
          "%s has %s samples and %s classes: expected labelled images or sounds, at least one batch of %s"
              .formatted(
                  description.name(),
                  data.size(),
                  description.classNames().size(),
                  config.batch()));
    }
    NetworkSpec network = network(description);
    Optional<SoundVariation> variation =
        description.kind().sampleRate() > 0
            ? Optional.of(new SoundVariation(description.shape(), config.seed()))
            : Optional.empty();
    BatchOrder order = BatchOrder.of(data.size(), config.batch(), config.seed());
    long steps = (long) config.epochs() * (data.size() / config.batch());
    float[] images = new float[config.batch() * description.sampleSize()];
    long[] labels = new long[config.batch()];
    try (TorchEngine engine = TorchEngine.take(config.threads(), Device.CPU);
        ClassifierModel model =
            new ClassifierModel(
                network, Initializer.weights(network, config.seed()), engine.device())) {
      for (long step = 0; step < steps; step++) {
        for (int i = 0; i < labels.length; i++) {
          int index = order.index(order.positionOf(step) + i);
          data.read(index, images, i * description.sampleSize());
          int at = i * description.sampleSize();
          variation.ifPresent(varied -> varied.apply(images, at));
          labels[i] = data.label(index);
        }
        double loss = model.step(images, labels, config.rate(step, steps));
        if (!Double.isFinite(loss)) {
          throw new TrainingException(
              "the loss is %s at step %s: try a lower rate than %s"
                  .formatted(loss, step, config.rate()));
        }
        progress.step(step + 1, steps, loss);
        if (cancelled) {
          throw new CancellationException("cancelled after step " + (step + 1));
        }
      }
      return new Fitted(network, model.weights());
    }
  }

  private NetworkSpec network(DataDescription description) {
    Shape shape = new Shape(description.shape());
    int classes = description.classNames().size();
    int rate = description.kind().sampleRate();
    return rate > 0
        ? ClassifierNetwork.ofSound(shape, rate, classes, config.view())
        : ClassifierNetwork.of(shape, classes);
  }
}
