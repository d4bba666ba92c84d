package dev.wgan.runtime;

import java.util.Map;

/**
 * What a generator has done since it was loaded; its self-test and warm-up do not count.
 *
 * <p>Immutable and thread-safe: a snapshot.
 *
 * @param calls calls that gave samples
 * @param failures calls that did not
 * @param samples samples given
 * @param queueNanos time spent waiting for a turn, in nanoseconds, over all calls
 * @param runNanos time spent on noise and native runs, in nanoseconds, over all threads
 * @param copyNanos time spent checking and copying results, in nanoseconds, over all threads
 * @param byOutcome the calls and their times for each outcome, those without calls included
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
   * @param calls how many calls ended so
   * @param queueNanos time that they waited for their turn, in nanoseconds
   * @param runNanos time that they spent on noise and native runs, in nanoseconds
   * @param copyNanos time that they spent checking and copying results, in nanoseconds
   */
  public record Totals(long calls, long queueNanos, long runNanos, long copyNanos) {}

  /**
   * Copies the map.
   *
   * @param calls calls that gave samples
   * @param failures calls that did not
   * @param samples samples given
   * @param queueNanos time spent waiting for a turn
   * @param runNanos time spent on noise and native runs
   * @param copyNanos time spent checking and copying results
   * @param byOutcome the calls and their times for each outcome
   */
  public GeneratorStats {
    byOutcome = Map.copyOf(byOutcome);
  }

  /**
   * Returns the calls of one outcome.
   *
   * @param outcome how they ended
   * @return how many there were, and their times
   */
  public Totals of(SamplingOutcome outcome) {
    return byOutcome.getOrDefault(outcome, new Totals(0, 0, 0, 0));
  }
}
