package dev.wgan.train.monitor;

import dev.wgan.train.config.TrainingConfig;

/**
 * The progress and the speed of a training.
 *
 * @param step generator iterations done
 * @param steps generator iterations in all
 * @param criticIterations critic iterations done
 * @param perSecond batches per second in this process: critic iterations, and generator iterations
 *     without a critic
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
  record Start(TrainingConfig config, long batchesBefore, long allBatches) {
    static Start of(TrainingConfig config, long step) {
      return new Start(config, batches(config, step), batches(config, config.schedule().steps()));
    }

    /**
     * Batches before a generator iteration: one for each critic iteration, of which there are more
     * if the critic is boosted, and one for each step without a critic.
     */
    private static long batches(TrainingConfig config, long steps) {
      long batches = 0;
      for (long step = 0; step < steps; step++) {
        batches += Math.max(1, config.schedule().criticIterationsAt(step));
      }
      return batches;
    }

    Pace at(long step, long critics, double seconds, double wasserstein) {
      long batches = critics + Math.min(step, config.schedule().contentSteps());
      double perSecond = seconds > 0 ? (batches - batchesBefore) / seconds : 0;
      double left = perSecond > 0 ? (allBatches - batches) / perSecond : Double.NaN;
      return new Pace(step, config.schedule().steps(), critics, perSecond, left, wasserstein);
    }
  }

  /** Returns the pace as a display shows it. */
  Reached reached() {
    if (criticIterations == 0) {
      String rate = Numbers.rounded(perSecond);
      return new Reached(
          step, steps, secondsLeft, rate + "/s", rate + " generator iterations/s, no critic yet");
    }
    String brief = "%s/s, W %s".formatted(Numbers.rounded(perSecond), Numbers.rounded(wasserstein));
    String speed =
        "%s critic iterations/s, Wasserstein %s"
            .formatted(Numbers.rounded(perSecond), Numbers.rounded(wasserstein));
    return new Reached(step, steps, secondsLeft, brief, speed);
  }
}
