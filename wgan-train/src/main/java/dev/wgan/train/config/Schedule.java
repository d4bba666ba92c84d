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
    ConfigKeys.require("content_steps", contentSteps);
    ConfigKeys.require("average", average);
    ConfigKeys.require("steps", steps);
  }

  /**
   * Returns how many critic iterations precede a generator iteration.
   *
   * @param step the generator iteration, from 0
   * @return {@code criticIterations}, or 100 if the critic is boosted; 0 for the content steps
   */
  public int criticIterationsAt(long step) {
    if (step < contentSteps) {
      return 0;
    }
    return criticBoost && (step < 25 || step % 500 == 0) ? 100 : criticIterations;
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
