package dev.wgan.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for its batch, and is counted and answered once.
 *
 * <p>Thread-safe, but for the answer: the thread that has the turn gives it and then publishes it.
 * Nothing here allocates after construction, but for asynchronous requests.
 */
final class QueuedRequest implements Runnable {
  private final GeneratorCore core;
  private final SampleRequest request;
  private final long seed;
  private final @Nullable Thread waiting;
  private final long asked = System.nanoTime();
  private final @Nullable PendingSamples future;
  private final StopSignal signal;
  private final AtomicBoolean ended = new AtomicBoolean();
  private @Nullable Samples samples;
  private @Nullable RuntimeException failure;
  private volatile @Nullable RuntimeException givenUp;
  private long queueNanos;
  private long runNanos;
  private long copyNanos;
  private volatile boolean done;

  /** The next request of the same batch. */
  @Nullable QueuedRequest next;

  /** A request whose thread waits, or an asynchronous one if there is no such thread. */
  QueuedRequest(GeneratorCore core, SampleRequest request, long seed, @Nullable Thread waiting) {
    this.core = core;
    this.request = request;
    this.seed = seed;
    this.waiting = waiting;
    this.future = waiting == null ? new PendingSamples(core, request, seed) : null;
    this.signal =
        future != null ? future.signal() : new StopSignal(waiting, asked, request.timeout());
  }

  SampleRequest request() {
    return request;
  }

  long seed() {
    return seed;
  }

  /** The thread that waits; null for an asynchronous request. */
  @Nullable Thread waiting() {
    return waiting;
  }

  /** Returns when it was asked for, by System.nanoTime. */
  long asked() {
    return asked;
  }

  StopSignal signal() {
    return signal;
  }

  /** The future of an asynchronous request. */
  @Nullable PendingSamples future() {
    return future;
  }

  /** Returns whether it needs no samples any more: made, failed or given up. */
  boolean isDone() {
    return future != null ? future.ended() : ended.get();
  }

  boolean isAnswered() {
    return samples != null || failure != null;
  }

  void answer(@Nullable Samples made, @Nullable RuntimeException why) {
    samples = made;
    failure = why;
  }

  void cost(long queue, long run, long copy) {
    queueNanos = queue;
    runNanos = run;
    copyNanos = copy;
  }

  /** Counts it and hands over the answer, unless it was given up; never fails. */
  @Override
  public void run() {
    if (future != null) {
      future.end(samples, failure, queueNanos, runNanos, copyNanos);
    } else if (ended.compareAndSet(false, true)) {
      try {
        core.statistics().add(request.n(), queueNanos, runNanos, copyNanos, failure);
      } finally {
        done = true;
        LockSupport.unpark(waiting);
      }
    }
  }

  /** Gives it up, unless its answer is being handed over. */
  void giveUp(RuntimeException why) {
    if (future != null) {
      future.end(null, why, System.nanoTime() - asked, 0, 0);
    } else if (ended.compareAndSet(false, true)) {
      // A batch may be answering it at this moment; that answer is dropped.
      givenUp = why;
      core.statistics().add(request.n(), System.nanoTime() - asked, 0, 0, why);
      done = true;
      LockSupport.unpark(waiting);
    }
  }

  /** Returns whether {@link #result} can be had. */
  boolean hasResult() {
    return done;
  }

  /** The samples, or the exception it failed with. */
  Samples result() {
    RuntimeException why = givenUp != null ? givenUp : failure;
    Samples made = samples;
    if (why != null || made == null) {
      throw why != null ? why : new IllegalStateException("a request was not answered");
    }
    return made;
  }
}
