package dev.wgan.train.config;

import dev.wgan.network.Shape;
import dev.wgan.runtime.LatentDistribution;
import dev.wgan.train.architecture.Architecture;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.data.DataDescription;
import dev.wgan.train.optimizer.Optimizer;
import java.util.Locale;

/**
 * Everything a training depends on beside its data, kept in the run folder as {@code config.json}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param preset the preset that it started from
 * @param network the family of networks: mlp, dcgan, resnet, or custom for networks given as JSON
 * @param width units of the hidden layers of an mlp; channels at the largest resolution otherwise
 * @param depth hidden layers of an mlp, 1 or more; not used otherwise
 * @param latent length of a latent
 * @param latents what latents are drawn from
 * @param conditional whether generator and critic are told the sample's class
 * @param dropout probability of a zero behind each hidden layer of the critic, 0 for none
 * @param constraint what keeps the critic Lipschitz
 * @param optimizer how parameters follow their gradients
 * @param criticLearningRate step length of the critic
 * @param generatorLearningRate step length of the generator
 * @param learningRateDecay how the step lengths go down over the steps
 * @param batch samples of a batch
 * @param criticIterations critic iterations per generator iteration
 * @param criticBoost whether the critic takes 100 iterations before each of the first 25 generator
 *     iterations and every 500th, as the code of Arjovsky et al. 2017 does
 * @param average decay of the moving average of the generator's weights, 0 for none
 * @param steps generator iterations in all
 * @param seed what all randomness comes from
 * @param heldOut fraction of the data held out for monitoring, 0 for none
 * @param flip whether half of the images are mirrored
 * @param logEvery generator iterations per row of the metrics
 * @param sampleEvery generator iterations per grid of samples
 * @param checkpointEvery generator iterations per checkpoint
 * @param keep how many checkpoints stay, the best one beside
 * @param patience checkpoints without a better criterion before training stops, 0 for never
 * @param threads threads of the engine, 0 for its own choice
 * @param device where to compute: cpu, gpu0, gpu1, ...
 */
public record TrainingConfig(
    String preset,
    String network,
    int width,
    int depth,
    int latent,
    LatentDistribution latents,
    boolean conditional,
    double dropout,
    LipschitzConstraint constraint,
    Optimizer optimizer,
    double criticLearningRate,
    double generatorLearningRate,
    Decay learningRateDecay,
    int batch,
    int criticIterations,
    boolean criticBoost,
    double average,
    long steps,
    long seed,
    double heldOut,
    boolean flip,
    int logEvery,
    int sampleEvery,
    int checkpointEvery,
    int keep,
    int patience,
    int threads,
    String device) {
  /** How the step lengths go down. */
  public enum Decay {
    /** Not at all. */
    NONE,
    /** Linearly to zero at the last step. */
    LINEAR;

    /**
     * Returns the factor that multiplies the learning rates.
     *
     * @param step the generator iteration, from 0
     * @param steps generator iterations in all
     * @return a number from 0 to 1
     */
    public double factor(long step, long steps) {
      return this == NONE ? 1 : Math.max(0, 1 - (double) step / steps);
    }
  }

  /**
   * Checks the numbers.
   *
   * @param preset the preset that it started from
   * @param network the family of networks
   * @param width units or channels
   * @param depth hidden layers
   * @param latent length of a latent
   * @param latents what latents are drawn from
   * @param conditional whether the class is told
   * @param dropout probability of a zero
   * @param constraint what keeps the critic Lipschitz
   * @param optimizer how parameters follow their gradients
   * @param criticLearningRate step length of the critic
   * @param generatorLearningRate step length of the generator
   * @param learningRateDecay how the step lengths go down
   * @param batch samples of a batch
   * @param criticIterations critic iterations per generator iteration
   * @param criticBoost whether the critic takes more iterations at times
   * @param average decay of the moving average
   * @param steps generator iterations in all
   * @param seed what all randomness comes from
   * @param heldOut fraction held out
   * @param flip whether half of the images are mirrored
   * @param logEvery generator iterations per row
   * @param sampleEvery generator iterations per grid
   * @param checkpointEvery generator iterations per checkpoint
   * @param keep how many checkpoints stay
   * @param patience checkpoints without a better criterion
   * @param threads threads of the engine
   * @param device where to compute
   * @throws TrainingException if a number is out of its range
   */
  public TrainingConfig {
    ConfigKeys.require("width", width);
    ConfigKeys.require("depth", depth);
    ConfigKeys.require("latent", latent);
    ConfigKeys.require("dropout", dropout);
    ConfigKeys.require("critic_learning_rate", criticLearningRate);
    ConfigKeys.require("generator_learning_rate", generatorLearningRate);
    ConfigKeys.require("batch", batch);
    ConfigKeys.require("critic_iterations", criticIterations);
    ConfigKeys.require("average", average);
    ConfigKeys.require("steps", steps);
    ConfigKeys.require("held_out", heldOut);
    ConfigKeys.require("log_every", logEvery);
    ConfigKeys.require("sample_every", sampleEvery);
    ConfigKeys.require("checkpoint_every", checkpointEvery);
    ConfigKeys.require("keep", keep);
    ConfigKeys.require("patience", patience);
    ConfigKeys.require("threads", threads);
    if (!device.matches("cpu|gpu\\d{1,3}")) {
      throw new TrainingException(
          "device is '%s': expected cpu, gpu0, gpu1, ...".formatted(device));
    }
  }

  /**
   * Returns the networks of the family that this configuration names, for some data.
   *
   * @param data the data's description
   * @return the networks
   * @throws TrainingException if the family is not known
   * @throws dev.wgan.network.NetworkException if it cannot make such samples
   */
  public Architecture architecture(DataDescription data) {
    for (Architecture.Kind kind : Architecture.Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(network)) {
        int classes = conditional ? data.classNames().size() : 0;
        Shape sample = new Shape(data.shape());
        return new Architecture(kind, width, depth, latent, sample, classes, dropout);
      }
    }
    throw new TrainingException(
        "network is '%s': expected mlp, dcgan or resnet, or networks given as JSON"
            .formatted(network));
  }

  /**
   * Returns how many critic iterations precede a generator iteration.
   *
   * @param step the generator iteration, from 0
   * @return {@code criticIterations}, or 100 where the critic is boosted
   */
  public int criticIterationsAt(long step) {
    return criticBoost && (step < 25 || step % 500 == 0) ? 100 : criticIterations;
  }
}
