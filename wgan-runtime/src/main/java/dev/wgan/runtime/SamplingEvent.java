package dev.wgan.runtime;

import java.util.Optional;

/**
 * What one call cost.
 *
 * <p>Immutable and thread-safe.
 *
 * @param n how many samples it asked for
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
    Optional<RuntimeException> failure) {}
