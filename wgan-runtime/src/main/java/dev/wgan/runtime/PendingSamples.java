package dev.wgan.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The future of an asynchronous call: it is counted once, and cancelling it or passing its timeout
 * stops its native run.
 *
 * <p>Thread-safe.
 */
final class PendingSamples extends CompletableFuture<Samples> {
  /** Ends overdue futures: the watchdog itself must not run what callers hang on them. */
  private static final DaemonExecutor TIMER = new DaemonExecutor(1, "wgan-timer");

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

  private final GeneratorCore core;
  private final SampleRequest request;
  private final long seed;
  private final long asked = System.nanoTime();
  private final StopSignal signal;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final @Nullable Deadline deadline;

  PendingSamples(GeneratorCore core, SampleRequest request, long seed) {
    this.core = core;
    this.request = request;
    this.seed = seed;
    this.signal = new StopSignal(null, asked, request.timeout());
    this.deadline = request.timeout().isPresent() ? new Deadline() : null;
  }

  /** Starts to keep the deadline, also while no thread has taken the call up. */
  void keepDeadline() {
    if (deadline != null) {
      Watchdog.add(deadline);
      Watchdog.wake();
    }
  }

  StopSignal signal() {
    return signal;
  }

  /** Returns whether the call has ended, though its callers may not have been notified yet. */
  boolean ended() {
    return ended.get() || isDone();
  }

  /** Makes the samples on the current thread, unless the call has ended before. */
  void make() {
    if (ended()) {
      return;
    }
    try {
      SamplingCall call = new SamplingCall(core, request, seed, signal);
      Samples made = null;
      RuntimeException failure = null;
      try {
        made = core.run(call);
      } catch (RuntimeException e) {
        failure = e;
      }
      end(made, failure, call.queueNanos(), call.runNanos(), call.copyNanos());
    } catch (Throwable e) {
      end(null, CallFailures.typed(core.layout().model(), e), 0, 0, 0);
    }
  }

  /** Counts and completes the future, unless it has ended before; never fails. */
  void end(
      @Nullable Samples made,
      @Nullable RuntimeException failure,
      long queueNanos,
      long runNanos,
      long copyNanos) {
    if (ended.compareAndSet(false, true)) {
      forgetDeadline();
      core.statistics().add(request.n(), queueNanos, runNanos, copyNanos, failure);
      handOver(made, failure);
    }
  }

  /** Completing exceptionally takes a few bytes: where the heap is exhausted, it is tried again. */
  private void handOver(@Nullable Samples made, @Nullable RuntimeException failure) {
    long start = System.nanoTime();
    while (!isDone()) {
      try {
        if (made != null) {
          complete(made);
        } else {
          completeExceptionally(
              failure != null ? failure : new IllegalStateException("a call was not answered"));
        }
      } catch (Throwable e) {
        if (!isDone() && System.nanoTime() - start > PATIENCE) {
          throw e;
        }
        LockSupport.parkNanos(this, PAUSE);
      }
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean first = ended.compareAndSet(false, true);
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      signal.cancel("its future was cancelled");
    }
    if (first) {
      forgetDeadline();
      core.statistics().add(request.n(), System.nanoTime() - asked, 0, 0, signal.failure());
    }
    return cancelled;
  }

  private void forgetDeadline() {
    if (deadline != null) {
      Watchdog.remove(deadline);
    }
  }

  private void expire() {
    end(null, signal.failure(), System.nanoTime() - asked, 0, 0);
  }

  /** Ends the future once its time is over, whatever its run does. */
  private final class Deadline extends Watchdog.Entry {
    private boolean over;

    @Override
    boolean look() {
      if (ended()) {
        Watchdog.remove(this);
        return false;
      }
      if (!over && signal.isSet()) {
        TIMER.execute(PendingSamples.this::expire);
        over = true;
      }
      return true;
    }
  }
}
