package dev.wgan.runtime;

/**
 * Receives each call to a generator after it ended, on the thread that ended it: mostly the calling
 * thread; for asynchronous and batched calls one of the threads that work for them.
 *
 * <p>Must be thread-safe: calls end on many threads. What it throws is logged once, and not passed
 * on. The self-test and the warm-up are not calls.
 */
@FunctionalInterface
public interface SamplingListener {
  /**
   * Receives a call.
   *
   * @param event what it cost, and how it ended
   */
  void sampled(SamplingEvent event);
}
