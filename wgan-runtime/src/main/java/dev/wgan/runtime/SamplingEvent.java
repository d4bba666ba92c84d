package dev.wgan.runtime;

import java.util.Optional;

/**
 * What one call cost, and how it ended.
 *
 * <p>Immutable and thread-safe.
 *
 * @param n how many samples it asked for; see {@link #samples} for how many it gave
 * @param provider where it ran
 * @param queueNanos how long it waited for its turn, in nanoseconds
 * @param runNanos how long noise and native runs took, in nanoseconds, added up over its threads
 * @param copyNanos how long checking and copying results took, added up over its threads
 * @param failure why it failed, empty if it did not
 */
public record SamplingEvent(
    int n,
    ExecutionProvider provider,
    long queueNanos,
    long runNanos,
    long copyNanos,
    Optional<RuntimeException> failure) {
  /**
   * Returns how the call ended.
   *
   * @return the outcome
   */
  public SamplingOutcome outcome() {
    return SamplingOutcome.of(failure);
  }

  /**
   * Returns how many samples the call gave.
   *
   * @return n, or 0 if the call failed
   */
  public int samples() {
    return failure.isEmpty() ? n : 0;
  }
}
