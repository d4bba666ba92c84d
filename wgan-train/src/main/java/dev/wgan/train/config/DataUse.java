package dev.wgan.train.config;

/**
 * The use of the data in a training.
 *
 * <p>Immutable and thread-safe.
 *
 * @param heldOut share of the data held out for monitoring, 0 for none
 * @param flip whether half of the images are mirrored
 */
public record DataUse(double heldOut, boolean flip) {
  /**
   * Checks the number.
   *
   * @throws TrainingException if the share is out of its range
   */
  public DataUse {
    ConfigKeys.require("held_out", heldOut);
  }
}
