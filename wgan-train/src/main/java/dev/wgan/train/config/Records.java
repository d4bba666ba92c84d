package dev.wgan.train.config;

/**
 * The records that a training writes, and its stop for lack of progress.
 *
 * <p>Immutable and thread-safe.
 *
 * @param logEvery generator iterations per row of the metrics
 * @param sampleEvery generator iterations per picture of samples
 * @param checkpointEvery generator iterations per checkpoint
 * @param keep how many of the latest checkpoints are kept, in addition to the best one
 * @param patience checkpoints without a better criterion before training stops, 0 for never
 * @param tensorboard whether the metrics are also written as TensorBoard's event files
 */
public record Records(
    int logEvery,
    int sampleEvery,
    int checkpointEvery,
    int keep,
    int patience,
    boolean tensorboard) {
  /**
   * Checks the numbers.
   *
   * @throws TrainingException if a number is out of its range
   */
  public Records {
    ConfigKeys.require("log_every", logEvery);
    ConfigKeys.require("sample_every", sampleEvery);
    ConfigKeys.require("checkpoint_every", checkpointEvery);
    ConfigKeys.require("keep", keep);
    ConfigKeys.require("patience", patience);
  }
}
