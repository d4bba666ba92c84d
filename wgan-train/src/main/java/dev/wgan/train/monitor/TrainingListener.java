package dev.wgan.train.monitor;

/**
 * Receives the events of a training.
 *
 * <p>Called on the training thread, which waits: a listener should return quickly. An exception of
 * a listener ends the training; the last checkpoint stays complete.
 */
@FunctionalInterface
public interface TrainingListener {
  /**
   * Receives an event.
   *
   * @param event the event, which may be kept
   */
  void on(TrainingEvent event);
}
