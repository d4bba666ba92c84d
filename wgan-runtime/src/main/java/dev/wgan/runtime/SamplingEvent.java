package dev.wgan.runtime;

import java.util.Optional;

/**
 * The times and the outcome of one call.
 *
 * <p>Immutable and thread-safe.
 *
 * @param n the number of requested samples; {@link #samples} returns the number drawn
 * @param provider the execution provider
 * @param queueNanos the time of waiting for a turn, in nanoseconds
 * @param runNanos the time of noise and native runs, in nanoseconds, summed over its threads
 * @param copyNanos the time of checking and copying results, in nanoseconds, summed over its
 *     threads
 * @param failure the failure, empty for a successful call
 */
public record SamplingEvent(
    int n,
    ExecutionProvider provider,
    long queueNanos,
    long runNanos,
    long copyNanos,
    Optional<RuntimeException> failure) {
  /**
   * Returns the outcome of the call.
   *
   * @return the outcome
   */
  public SamplingOutcome outcome() {
    return SamplingOutcome.of(failure);
  }

  /**
   * Returns the number of drawn samples.
   *
   * @return n, or 0 if the call failed
   */
  public int samples() {
    return failure.isEmpty() ? n : 0;
  }
}
