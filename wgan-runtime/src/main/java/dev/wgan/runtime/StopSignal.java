package dev.wgan.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The reasons for which a call may stop early: its deadline, its thread's interruption, or its
 * cancellation.
 *
 * <p>Thread-safe: the call's own thread, its helpers and the watchdog ask it.
 */
final class StopSignal {
  private static final String INTERRUPTED = "its thread was interrupted";

  private static final long NEVER = Long.MAX_VALUE;
  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(50);

  private final @Nullable Thread caller;
  private final long start;
  private final long timeoutNanos;
  private volatile @Nullable String reason;

  /** The caller is the thread whose interruption stops the call; null if none does. */
  StopSignal(@Nullable Thread caller, long start, Optional<Duration> timeout) {
    this.caller = caller;
    this.start = start;
    this.timeoutNanos = timeout.isPresent() ? nanos(timeout.get()) : NEVER;
  }

  /**
   * A signal whose time runs from now on. The clock is not free, so a call without one is spared.
   */
  static StopSignal now(Thread caller, Optional<Duration> timeout) {
    return new StopSignal(caller, timeout.isPresent() ? System.nanoTime() : 0, timeout);
  }

  private static long nanos(Duration timeout) {
    return timeout.compareTo(Duration.ofNanos(NEVER)) < 0 ? timeout.toNanos() : NEVER;
  }

  /** Stops the call; the first reason given counts. */
  void cancel(String why) {
    if (reason == null) {
      reason = why;
    }
  }

  /**
   * Stops the call if the thread is its own: the interruption of one that only helps it, or that
   * runs other threads' requests, does not concern the call.
   */
  void interruptedIn(Thread thread) {
    if (thread.equals(caller)) {
      cancel(INTERRUPTED);
    }
  }

  /** Returns whether the call has to stop; the clock is read only for calls with a deadline. */
  boolean isSet() {
    return reason != null || interrupted() || expired();
  }

  /** The whole timeout; Long.MAX_VALUE if there is none. */
  long timeoutNanos() {
    return timeoutNanos;
  }

  /** Returns how long a wait may take before it asks again: cancelling wakes no thread. */
  long waitNanos() {
    long left = timeoutNanos == NEVER ? NEVER : timeoutNanos - (System.nanoTime() - start);
    return Math.max(0, Math.min(LOOK_AGAIN, left));
  }

  /** Fails if the call has to stop. */
  void check() {
    if (isSet()) {
      throw failure();
    }
  }

  /** The exception of a call that had to stop. */
  RunException failure() {
    String why = reason;
    if (why == null && interrupted()) {
      why = INTERRUPTED;
    }
    if (why != null) {
      return new SamplingInterruptedException("sampling was stopped because " + why);
    }
    return new SamplingTimeoutException(
        "sampling was stopped after its timeout of %s".formatted(Duration.ofNanos(timeoutNanos)));
  }

  private boolean interrupted() {
    return caller != null && caller.isInterrupted();
  }

  private boolean expired() {
    return timeoutNanos != NEVER && System.nanoTime() - start >= timeoutNanos;
  }
}
