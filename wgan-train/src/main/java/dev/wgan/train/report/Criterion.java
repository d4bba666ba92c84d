package dev.wgan.train.report;

import dev.wgan.train.config.TaskChoice;
import dev.wgan.train.config.TrainingConfig;

/**
 * The measure that selects the best checkpoint, in words.
 *
 * <p>Thread-safe.
 */
enum Criterion {
  /** Of a task without originals. */
  SLICED(
      "Sliced Wasserstein distance",
      "Best sliced distance",
      "The distance between generated and held-out samples, computed by sorting random projections,"
          + " without the critic. Lower is better. It selects the best checkpoint."),
  /** Of a task that restores its samples. */
  DIFFERENCE(
      "Root mean square error",
      "Best root mean square error",
      "The root of the mean squared difference between results and held-out originals, in the units"
          + " of the samples, without the critic. Lower is better. It selects the best checkpoint,"
          + " and favours smooth results: with the critic, it may rise while details return.");

  private final String title;
  private final String tile;
  private final String caption;

  Criterion(String title, String tile, String caption) {
    this.title = title;
    this.tile = tile;
    this.caption = caption;
  }

  static Criterion of(TrainingConfig config) {
    return config.task().task() == TaskChoice.Type.GENERATE ? SLICED : DIFFERENCE;
  }

  String title() {
    return title;
  }

  String tile() {
    return tile;
  }

  String caption() {
    return caption;
  }
}
