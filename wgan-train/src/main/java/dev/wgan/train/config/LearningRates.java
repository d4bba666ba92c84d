package dev.wgan.train.config;

/**
 * The step lengths of critic and generator, and their course over a training.
 *
 * <p>Immutable and thread-safe.
 *
 * @param criticLearningRate step length of the critic, above 0
 * @param generatorLearningRate step length of the generator, above 0
 * @param learningRateDecay the course of both over the steps
 */
public record LearningRates(
    double criticLearningRate, double generatorLearningRate, Decay learningRateDecay) {
  /** The course of the step lengths. */
  public enum Decay {
    /** Constant. */
    NONE,
    /** Linear, to zero at the last step. */
    LINEAR;

    /**
     * Returns the factor that multiplies the step lengths.
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
   * @throws TrainingException if a number is out of its range
   */
  public LearningRates {
    ConfigKeys.require("critic_learning_rate", criticLearningRate);
    ConfigKeys.require("generator_learning_rate", generatorLearningRate);
  }
}
