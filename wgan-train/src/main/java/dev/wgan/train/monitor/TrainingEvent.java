package dev.wgan.train.monitor;

import dev.wgan.run.RunFolder;
import dev.wgan.train.config.TrainingConfig;
import java.nio.file.Path;

/**
 * An event of a training.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface TrainingEvent {
  /**
   * Training started, or continued from a checkpoint.
   *
   * @param folder the run folder
   * @param config the effective configuration
   * @param step generator iterations already done
   */
  record Started(RunFolder folder, TrainingConfig config, long step) implements TrainingEvent {}

  /**
   * A generator iteration is done, with the critic iterations before it.
   *
   * @param step generator iterations so far
   * @param criticIterations critic iterations so far
   * @param wasserstein the estimate of its last critic iteration
   */
  record Stepped(long step, long criticIterations, double wasserstein) implements TrainingEvent {}

  /**
   * A row was added to the metrics.
   *
   * @param measurement the row
   */
  record Measured(Measurement measurement) implements TrainingEvent {}

  /**
   * A grid of samples was written.
   *
   * @param step generator iterations so far
   * @param picture the PNG file
   */
  record Sampled(long step, Path picture) implements TrainingEvent {}

  /**
   * A checkpoint was written.
   *
   * @param checkpoint the checkpoint
   */
  record Saved(RunFolder.Checkpoint checkpoint) implements TrainingEvent {}

  /**
   * The monitor found a problem.
   *
   * @param step generator iterations so far
   * @param message the problem and its remedy
   */
  record Warned(long step, String message) implements TrainingEvent {}

  /**
   * Training ended.
   *
   * @param folder the run folder
   * @param step generator iterations done
   * @param reason the reason
   */
  record Finished(RunFolder folder, long step, Reason reason) implements TrainingEvent {}

  /** The reason why training ended. */
  enum Reason {
    /** All steps are done. */
    COMPLETE,
    /** The criterion has not improved for {@code patience} checkpoints. */
    PATIENCE,
    /** The caller cancelled it. */
    CANCELLED
  }
}
