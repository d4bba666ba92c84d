package dev.wgan.train.task;

import dev.wgan.network.NetworkSpec;
import dev.wgan.run.TrainingData;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.data.Batch;
import dev.wgan.train.torchscript.NamedTensors;
import java.util.List;

/**
 * A task of a generator: the inputs that it receives, and the terms of its loss in addition to the
 * critic's score.
 *
 * <p>Immutable and thread-safe. The training loop, the model and the monitors use a task through
 * these methods alone.
 */
public sealed interface Task permits Generate, Task.Custom {
  /** A task of an application's own. */
  non-sealed interface Custom extends Task {}

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
   * @param drawn latents and, for conditional networks, labels, as many as there are real samples
   * @return the tensors that the generator takes by name, and those that {@link #content} needs
   */
  Batch inputs(Batch real, Batch drawn);

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
   * @return a TorchScript expression of {@code fake}, the generated samples [batch, shape], and of
   *     the batch, which gives a number; empty for no term
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
   * @throws dev.wgan.train.config.TrainingException if its inputs do not fit
   */
  void require(NetworkSpec generator, TrainingConfig config, TrainingData data);
}
