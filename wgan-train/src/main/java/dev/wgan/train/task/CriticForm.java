package dev.wgan.train.task;

import dev.wgan.train.torchscript.NamedTensors;
import java.util.List;

/**
 * The steps between samples and critic that a task adds in training, as TorchScript: what a
 * generator makes becomes a sample, and a sample becomes what the critic judges. Neither step is
 * part of the exported network.
 *
 * <p>Implementations are immutable and thread-safe.
 */
public interface CriticForm {
  /**
   * Returns the number of values that the critic judges.
   *
   * @return 1 or more
   */
  int values();

  /**
   * Returns the names of the tensors that {@link #drawn} reads.
   *
   * @return names of a batch
   */
  List<String> drawing();

  /**
   * Returns the names of the tensors that {@link #judged} reads.
   *
   * @return names of a batch
   */
  List<String> judging();

  /**
   * Writes the methods that the expressions call.
   *
   * @return TorchScript source
   */
  String source();

  /**
   * Writes the first step.
   *
   * @param made the generator's output, [batch, shape]
   * @param batch the tensors of the step
   * @return an expression of samples in the form of the data, [batch, shape]
   */
  String drawn(String made, NamedTensors batch);

  /**
   * Writes the second step.
   *
   * @param sample samples in the form of the data, [batch, shape]
   * @param batch the tensors of the step
   * @return an expression of what the critic judges, [batch, values]
   */
  String judged(String sample, NamedTensors batch);
}
