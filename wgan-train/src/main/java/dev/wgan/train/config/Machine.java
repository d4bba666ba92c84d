package dev.wgan.train.config;

/**
 * The device and the threads that a training computes with.
 *
 * <p>Immutable and thread-safe.
 *
 * @param threads threads of the engine, 0 for one per core
 * @param device the device
 */
public record Machine(int threads, Device device) {
  /**
   * Checks the number.
   *
   * @throws TrainingException if the number of threads is out of its range
   */
  public Machine {
    ConfigKeys.require("threads", threads);
  }
}
