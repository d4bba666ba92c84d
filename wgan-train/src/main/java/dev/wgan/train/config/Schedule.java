package dev.wgan.train.config;

/**
 * The iterations of a training, as in Algorithm 1 of Arjovsky et al. 2017.
 *
 * <p>Immutable and thread-safe.
 *
 * @param batch samples of a batch
 * @param criticIterations critic iterations per generator iteration
 * @param criticBoost whether the critic takes 100 iterations before each of the first 25 generator
 *     iterations and every 500th, as the code of Arjovsky et al. 2017 does
 * @param criticWarmup critic iterations in addition before the first generator iteration that the
 *     critic takes part in, so that a generator that starts near the data is not led astray by an
 *     untrained critic
 * @param penaltyEvery critic iterations from one penalty on the critic's slope to the next, which
 *     counts as often as there are iterations (Karras et al. 2020, "lazy regularization"); 1 for a
 *     penalty in each
 * @param contentSteps generator iterations before the first critic iteration, on the content term
 *     alone
 * @param average decay of the moving average of the generator's weights, 0 for none
 * @param steps generator iterations in all
 * @param seed the seed of all random numbers
 */
public record Schedule(
    int batch,
    int criticIterations,
    boolean criticBoost,
    int criticWarmup,
    int penaltyEvery,
    long contentSteps,
    double average,
    long steps,
    long seed) {
  /**
   * Checks the numbers.
   *
   * @throws TrainingException if a number is out of its range
   */
  public Schedule {
    ConfigKeys.require("batch", batch);
    ConfigKeys.require("critic_iterations", criticIterations);
    ConfigKeys.require("critic_warmup", criticWarmup);
    ConfigKeys.require("penalty_every", penaltyEvery);
    ConfigKeys.require("content_steps", contentSteps);
    ConfigKeys.require("average", average);
    ConfigKeys.require("steps", steps);
  }

  /**
   * Returns how many critic iterations precede a generator iteration.
   *
   * @param step the generator iteration, from 0
   * @return {@code criticIterations}, or 100 if the critic is boosted, plus the warm-up at the
   *     first iteration with a critic; 0 for the content steps
   */
  public int criticIterationsAt(long step) {
    if (step < contentSteps) {
      return 0;
    }
    int iterations = criticBoost && (step < 25 || step % 500 == 0) ? 100 : criticIterations;
    return step == contentSteps ? iterations + criticWarmup : iterations;
  }

  /**
   * Returns the factor of the constraint's term in a critic iteration.
   *
   * @param iteration the critic iteration, from 0
   * @return {@code penaltyEvery} in every {@code penaltyEvery}-th iteration, 0 in the others
   */
  public int penaltyFactorAt(long iteration) {
    return iteration % penaltyEvery == 0 ? penaltyEvery : 0;
  }

  /**
   * Counts the critic iterations that contain the constraint's term.
   *
   * @param from the first critic iteration
   * @param to the critic iteration after the last
   * @return the number of iterations whose {@linkplain #penaltyFactorAt factor} is above 0
   */
  public long penalties(long from, long to) {
    return Math.floorDiv(-from, (long) penaltyEvery) - Math.floorDiv(-to, (long) penaltyEvery);
  }

  /**
   * Returns the decay of the moving average at a generator iteration. It is short at first, so that
   * the average soon forgets the untrained weights that it starts from.
   *
   * @param step the generator iteration, from 0
   * @return {@code min(average, (1 + step) / (10 + step))}
   */
  public double averageAt(long step) {
    return Math.min(average, (1.0 + step) / (10.0 + step));
  }
}
