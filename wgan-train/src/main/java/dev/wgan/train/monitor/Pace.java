package dev.wgan.train.monitor;

import dev.wgan.train.config.TrainingConfig;

/**
 * The progress and the speed of a training.
 *
 * @param step generator iterations done
 * @param steps generator iterations in all
 * @param criticIterations critic iterations done
 * @param perSecond critic iterations per second in this process
 * @param secondsLeft time left at that speed, NaN while it is unknown
 * @param wasserstein the latest Wasserstein estimate
 */
record Pace(
    long step,
    long steps,
    long criticIterations,
    double perSecond,
    double secondsLeft,
    double wasserstein) {
  /** The start of a process, from which speeds are measured. */
  record Start(TrainingConfig config, long criticIterations, long allCriticIterations) {
    static Start of(TrainingConfig config, long step) {
      return new Start(config, critics(config, step), critics(config, config.schedule().steps()));
    }

    /** Critic iterations before a generator iteration; they differ if the critic is boosted. */
    private static long critics(TrainingConfig config, long steps) {
      long critics = 0;
      for (long step = 0; step < steps; step++) {
        critics += config.schedule().criticIterationsAt(step);
      }
      return critics;
    }

    Pace at(long step, long critics, double seconds, double wasserstein) {
      double perSecond = seconds > 0 ? (critics - criticIterations) / seconds : 0;
      double left = perSecond > 0 ? (allCriticIterations - critics) / perSecond : Double.NaN;
      return new Pace(step, config.schedule().steps(), critics, perSecond, left, wasserstein);
    }
  }

  /** Returns the pace as a display shows it. */
  Reached reached() {
    String brief = "%s/s, W %s".formatted(Numbers.rounded(perSecond), Numbers.rounded(wasserstein));
    String speed =
        "%s critic iterations/s, Wasserstein %s"
            .formatted(Numbers.rounded(perSecond), Numbers.rounded(wasserstein));
    return new Reached(step, steps, secondsLeft, brief, speed);
  }
}
