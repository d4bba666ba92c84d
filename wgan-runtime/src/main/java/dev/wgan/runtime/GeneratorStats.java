package dev.wgan.runtime;

/**
 * What a generator has done since it was loaded.
 *
 * <p>Immutable and thread-safe: a snapshot.
 *
 * @param calls calls that gave samples
 * @param failures calls that failed
 * @param samples samples given
 * @param queueNanos time spent waiting for a turn, in nanoseconds, over all calls
 * @param runNanos time spent on noise and native runs, in nanoseconds, over all threads
 * @param copyNanos time spent checking and copying results, in nanoseconds, over all threads
 */
public record GeneratorStats(
    long calls, long failures, long samples, long queueNanos, long runNanos, long copyNanos) {}
