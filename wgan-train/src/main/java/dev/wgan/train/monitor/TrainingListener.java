package dev.wgan.train.monitor;

/**
 * Is told what happens while a network trains.
 *
 * <p>Called on the training thread, which waits: a listener returns quickly. What it throws ends
 * training, with the last checkpoint whole.
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
