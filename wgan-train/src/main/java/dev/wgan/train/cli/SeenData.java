package dev.wgan.train.cli;

import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Split;
import dev.wgan.train.task.TrainingNoise;
import dev.wgan.train.task.TrainingNoise.Stream;
import java.util.Map;
import java.util.Optional;

/**
 * The training data that a model file names: their digest, their number and the part held out.
 *
 * @param digest of the data; empty if the file has none
 * @param count the number of samples, as text
 * @param heldOut the share that was held out, 0 if none was
 * @param seed of the training
 */
record SeenData(String digest, String count, double heldOut, long seed) {
  /** Reads the lineage of a model. */
  static SeenData of(Map<String, String> training) {
    double heldOut = 0;
    long seed = 0;
    try {
      seed = Long.parseLong(training.getOrDefault("seed", ""));
      double share = Double.parseDouble(training.getOrDefault("held_out", ""));
      heldOut = share > 0 && share < 1 ? share : 0;
    } catch (NumberFormatException e) {
      // A file of another tool: what it held out cannot be repeated.
    }
    return new SeenData(
        training.getOrDefault("data_digest", ""),
        training.getOrDefault("data_count", ""),
        heldOut,
        seed);
  }

  /** Returns whether a data set is the one that the model was trained on. */
  boolean is(Dataset data) {
    return !digest.isEmpty()
        && (count.isEmpty() || count.equals(String.valueOf(data.size())))
        && digest.equals(data.digest());
  }

  /**
   * Repeats the split of the training.
   *
   * @param data the data set that the model was trained on, perhaps in other units
   * @return the split, empty if nothing was held out
   */
  Optional<Split> split(Dataset data) {
    return heldOut == 0
        ? Optional.empty()
        : Optional.of(data.split(heldOut, TrainingNoise.seed(seed, Stream.DATA)));
  }
}
