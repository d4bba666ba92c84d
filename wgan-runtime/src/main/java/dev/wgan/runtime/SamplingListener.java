package dev.wgan.runtime;

/**
 * Receives an event after each call to a generator, on the thread that ended the call: mostly the
 * calling thread, or for asynchronous and batched calls one of their working threads.
 *
 * <p>Must be thread-safe, because calls end on many threads. An exception of a listener is logged
 * once and not passed on. The self-test and the warm-up are not calls.
 */
@FunctionalInterface
public interface SamplingListener {
  /**
   * Receives an event.
   *
   * @param event the times and the outcome of the call
   */
  void sampled(SamplingEvent event);
}
