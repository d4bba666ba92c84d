package dev.wgan.train;

import dev.wgan.train.config.Schedule;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.monitor.TrainingEvent.Reason;
import java.util.Optional;

/**
 * The state of a training, kept in a checkpoint as {@code state.json}: enough to continue to the
 * bit.
 *
 * @param step generator iterations done
 * @param criticIterations critic iterations done
 * @param seconds time spent
 * @param sums the sums for the next row of the metrics
 * @param bestStep the checkpoint of the best criterion, 0 for none yet
 * @param bestCriterion its criterion
 * @param sinceBest checkpoints since the best one
 */
record TrainingState(
    long step,
    long criticIterations,
    double seconds,
    RowSums sums,
    long bestStep,
    double bestCriterion,
    int sinceBest) {
  static TrainingState start() {
    return new TrainingState(0, 0, 0, RowSums.none(), 0, 0, 0);
  }

  /** The batches taken so far: one per critic iteration, and one per step on the content alone. */
  long batches(Schedule schedule) {
    return criticIterations + Math.min(step, schedule.contentSteps());
  }

  TrainingState stepped(long critics, RowSums seen) {
    return new TrainingState(
        step + 1, criticIterations + critics, seconds, seen, bestStep, bestCriterion, sinceBest);
  }

  TrainingState with(RowSums seen) {
    return new TrainingState(
        step, criticIterations, seconds, seen, bestStep, bestCriterion, sinceBest);
  }

  TrainingState at(double spent) {
    return new TrainingState(
        step, criticIterations, spent, sums, bestStep, bestCriterion, sinceBest);
  }

  /** Returns the state after a checkpoint whose criterion was measured. */
  TrainingState judged(double criterion) {
    boolean better = bestStep == 0 || criterion < bestCriterion;
    return new TrainingState(
        step,
        criticIterations,
        seconds,
        sums,
        better ? step : bestStep,
        better ? criterion : bestCriterion,
        better ? 0 : sinceBest + 1);
  }

  /** The reason why training has ended; empty while there are steps left. */
  Optional<Reason> ended(TrainingConfig config) {
    if (step >= config.schedule().steps()) {
      return Optional.of(Reason.COMPLETE);
    }
    int patience = config.records().patience();
    return patience > 0 && sinceBest >= patience ? Optional.of(Reason.PATIENCE) : Optional.empty();
  }
}
