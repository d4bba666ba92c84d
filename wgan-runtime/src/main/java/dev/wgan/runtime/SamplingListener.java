package dev.wgan.runtime;

/**
 * Is told of every call to a generator, after it, on the calling thread.
 *
 * <p>Must be thread-safe: calls end on many threads. What it throws is logged once, and not passed
 * on.
 */
@FunctionalInterface
public interface SamplingListener {
  /**
   * Takes note of a call.
   *
   * @param event what it cost
   */
  void sampled(SamplingEvent event);
}
