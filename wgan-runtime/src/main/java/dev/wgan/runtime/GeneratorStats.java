package dev.wgan.runtime;

import java.util.Map;

/**
 * The statistics of a generator since it was loaded, without self-test and warm-up.
 *
 * <p>Immutable and thread-safe: a snapshot.
 *
 * @param calls successful calls
 * @param failures failed calls
 * @param samples drawn samples
 * @param queueNanos time spent waiting for a turn, in nanoseconds, over all calls
 * @param runNanos time spent on noise and native runs, in nanoseconds, over all threads
 * @param copyNanos time spent checking and copying results, in nanoseconds, over all threads
 * @param byOutcome the calls and their times for each outcome, including outcomes without calls
 */
public record GeneratorStats(
    long calls,
    long failures,
    long samples,
    long queueNanos,
    long runNanos,
    long copyNanos,
    Map<SamplingOutcome, Totals> byOutcome) {
  /**
   * The calls of one outcome.
   *
   * @param calls the number of calls
   * @param queueNanos time that they waited for their turn, in nanoseconds
   * @param runNanos time that they spent on noise and native runs, in nanoseconds
   * @param copyNanos time that they spent checking and copying results, in nanoseconds
   */
  public record Totals(long calls, long queueNanos, long runNanos, long copyNanos) {}

  /** Copies the map. */
  public GeneratorStats {
    byOutcome = Map.copyOf(byOutcome);
  }

  /**
   * Returns the calls of one outcome.
   *
   * @param outcome the outcome
   * @return their number and times
   */
  public Totals of(SamplingOutcome outcome) {
    return byOutcome.getOrDefault(outcome, new Totals(0, 0, 0, 0));
  }
}
