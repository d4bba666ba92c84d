package dev.wgan.train.task;

import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Weights;
import dev.wgan.run.TrainingData;
import dev.wgan.train.config.TaskChoice;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.Batch;
import dev.wgan.train.data.DataDescription;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.table.TableDataset;
import dev.wgan.train.torchscript.NamedTensors;
import java.util.List;
import java.util.Optional;

/**
 * A task of a generator: the inputs that it receives, and the terms of its loss in addition to the
 * critic's score.
 *
 * <p>Immutable and thread-safe. The training loop, the model and the monitors use a task through
 * these methods alone.
 */
public sealed interface Task permits Generate, GenerateRows, Upscale, Inpaint, Task.Custom {
  /** A task of an application's own. */
  non-sealed interface Custom extends Task {
    @Override
    default NetworkPair networks(TrainingConfig config, DataDescription data) {
      throw new TrainingException(
          "the task %s has no networks of its own: give a generator and a critic"
              .formatted(getClass().getSimpleName()));
    }
  }

  /**
   * Returns the task that a configuration names.
   *
   * @param config the configuration
   * @return the task
   * @throws TrainingException if its settings contradict each other
   */
  static Task of(TrainingConfig config) {
    return switch (config.task().task()) {
      case GENERATE -> new Generate();
      case UPSCALE -> Upscale.of(config);
      case INPAINT -> Inpaint.of(config);
    };
  }

  /**
   * Returns the task that a configuration names, for some data.
   *
   * @param config the configuration
   * @param data the samples: typed rows have a task of their own, unless the configuration names
   *     another than {@code generate}
   * @return the task
   * @throws TrainingException if its settings contradict each other
   */
  static Task of(TrainingConfig config, Dataset data) {
    return config.task().task() == TaskChoice.Type.GENERATE
            && data.origin() instanceof TableDataset rows
        ? GenerateRows.of(config, rows)
        : of(config);
  }

  /**
   * Fits a configuration to some data.
   *
   * @param config the configuration
   * @param data the samples
   * @return the configuration, with a longer latent if the columns of typed rows need one
   */
  static TrainingConfig fitted(TrainingConfig config, Dataset data) {
    return data.origin() instanceof TableDataset rows ? GenerateRows.fitted(config, rows) : config;
  }

  /**
   * Returns the networks that a configuration names, for some data.
   *
   * @param config the configuration
   * @param data the description of the data
   * @return the networks
   * @throws dev.wgan.network.NetworkException if the networks cannot make such samples
   * @throws TrainingException if the task has no networks of its own
   */
  NetworkPair networks(TrainingConfig config, DataDescription data);

  /**
   * Returns the names of the tensors that {@link #inputs} gives in addition to labels.
   *
   * @return names of a batch, such as {@link Batch#LATENT}
   */
  List<String> given();

  /**
   * Returns the generator's inputs for a batch.
   *
   * @param real a batch of real samples, {@link Batch#SAMPLE} and perhaps {@link Batch#LABEL}; its
   *     buffers are reused after the step
   * @param draw the random numbers of as many samples
   * @return the tensors that the generator takes by name, and those that {@link #content} needs
   */
  Batch inputs(Batch real, Draw draw);

  /**
   * Returns the weights that a generator starts from.
   *
   * @param generator the generator
   * @param random random weights of it
   * @return the weights; the random ones unless the task has better ones
   */
  default Weights start(NetworkSpec generator, Weights random) {
    return random;
  }

  /**
   * Returns the steps between samples and critic.
   *
   * @return the steps; empty if the critic judges samples as the generator makes them
   */
  default Optional<CriticForm> form() {
    return Optional.empty();
  }

  /**
   * Returns whether each generated sample belongs to one real sample, with which it is compared.
   *
   * @return true for a task that restores its samples
   */
  default boolean paired() {
    return false;
  }

  /**
   * Returns the pictures of each sample that stand next to each other.
   *
   * @param given the generator's inputs; for a paired task with {@link Batch#SAMPLE}, the originals
   * @param generated the generated samples, {@code [n, shape]}
   * @return arrays of the same form, such as input, result and original
   */
  default List<float[]> panels(Batch given, float[] generated) {
    return List.of(generated);
  }

  /**
   * Returns the tensor that limits the critic's gradient: its norm counts where the tensor is 1,
   * and not where it is 0.
   *
   * @return the name of a tensor of a batch; empty for the whole sample
   */
  default Optional<String> scope() {
    return Optional.empty();
  }

  /**
   * Returns the names of the tensors that {@link #content} reads.
   *
   * @return names of a batch, none for a task without a content term
   */
  default List<String> contentTensors() {
    return List.of();
  }

  /**
   * Writes the term that is added to the generator's loss.
   *
   * @param batch the tensors of the step
   * @return a TorchScript expression of {@code fake}, the generated samples [batch, shape], of
   *     {@code raw}, which is {@code fake} before the pixels outside of holes are replaced by the
   *     given ones, and of the batch, which gives a number; empty for no term
   */
  default String content(NamedTensors batch) {
    return "";
  }

  /**
   * Checks that a generator fits the task.
   *
   * @param generator the generator
   * @param config the configuration
   * @param data the data's description
   * @throws TrainingException if its inputs do not fit
   */
  void require(NetworkSpec generator, TrainingConfig config, TrainingData data);
}
