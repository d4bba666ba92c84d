package dev.wgan.train.config;

import dev.wgan.network.Shape;
import dev.wgan.train.architecture.Architecture;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.optimizer.Optimizer;

/**
 * Everything that a training depends on in addition to its data, kept in the run folder as {@code
 * config.json}.
 *
 * <p>Immutable and thread-safe. In JSON the keys of all parts stand in one object. Start from a
 * preset and change it: {@code Presets.of("wgan-gp").with("steps=2000", "batch=32")}.
 *
 * @param preset the name of the preset that the configuration started from
 * @param from the run and the step whose weights the training starts from, for the record; empty
 *     for random weights
 * @param task the task
 * @param networks the networks
 * @param constraint the constraint that keeps the critic Lipschitz
 * @param optimizer the rule by which parameters follow their gradients
 * @param rates the step lengths
 * @param schedule the iterations
 * @param data the use of the data
 * @param records the records that are written
 * @param machine the device and its threads
 */
public record TrainingConfig(
    String preset,
    String from,
    TaskChoice task,
    NetworkChoice networks,
    LipschitzConstraint constraint,
    Optimizer optimizer,
    LearningRates rates,
    Schedule schedule,
    DataUse data,
    Records records,
    Machine machine) {
  /**
   * Changes keys.
   *
   * @param changes such as {@code batch=32} or {@code constraint.weight=0.1}, as {@code --set}
   *     takes them
   * @return the changed configuration
   * @throws TrainingException if a key is unknown or a value out of range
   */
  public TrainingConfig with(String... changes) {
    TrainingConfig changed = this;
    for (String change : changes) {
      int equals = change.indexOf('=');
      if (equals < 0) {
        throw new TrainingException("'%s' is not a change: expected KEY=VALUE".formatted(change));
      }
      changed = ConfigFile.with(changed, change.substring(0, equals), change.substring(equals + 1));
    }
    return changed;
  }

  /**
   * Returns the networks of the family that this configuration names, for some data.
   *
   * @param sample the shape of one sample
   * @param classes how many classes the data have; used only if the networks are conditional
   * @param sampleRate the rate of waveforms in Hz, 0 for other samples
   * @return the networks
   * @throws dev.wgan.network.NetworkException if the family cannot make such samples
   */
  public Architecture architecture(Shape sample, int classes, int sampleRate) {
    return networks.architecture(sample, classes, sampleRate);
  }
}
