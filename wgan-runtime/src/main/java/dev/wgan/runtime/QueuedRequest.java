package dev.wgan.runtime;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for its batch.
 *
 * <p>Thread-safe, but for the answer: the thread that has the turn gives it and then publishes it.
 */
final class QueuedRequest {
  private final SampleRequest request;
  private final long seed;
  private final Optional<Thread> waiting;
  private final long asked;
  private final StopSignal signal;
  private final CompletableFuture<Samples> inner = new CompletableFuture<>();
  private final CompletableFuture<Samples> future;
  private @Nullable Samples samples;
  private @Nullable RuntimeException failure;

  QueuedRequest(SampleRequest request, long seed, Optional<Thread> waiting) {
    this.request = request;
    this.seed = seed;
    this.waiting = waiting;
    this.asked = System.nanoTime();
    this.signal = new StopSignal(waiting.orElse(null), asked, request.timeout());
    this.future = waiting.isPresent() ? inner : timed();
  }

  /** Nobody waits in a loop for an asynchronous request, so that a timer must end it. */
  private CompletableFuture<Samples> timed() {
    if (request.timeout().isEmpty()) {
      return inner;
    }
    inner.orTimeout(signal.timeoutNanos(), TimeUnit.NANOSECONDS);
    return inner.handle(
        (made, why) -> {
          if (why == null) {
            return made;
          }
          throw why instanceof TimeoutException
              ? new CompletionException(signal.failure())
              : new CompletionException(why);
        });
  }

  SampleRequest request() {
    return request;
  }

  long seed() {
    return seed;
  }

  /** The thread that waits; empty for an asynchronous request. */
  Optional<Thread> waiting() {
    return waiting;
  }

  /** When it was asked for, by System.nanoTime. */
  long asked() {
    return asked;
  }

  StopSignal signal() {
    return signal;
  }

  CompletableFuture<Samples> future() {
    return future;
  }

  /** Whether it needs no samples any more: made, failed or given up. */
  boolean isDone() {
    return inner.isDone() || future.isDone();
  }

  void answer(Samples made) {
    samples = made;
  }

  void answer(RuntimeException why) {
    failure = why;
  }

  /** Hands over the answer; what hangs on the future runs now, on this thread. */
  void publish() {
    Samples made = samples;
    if (made != null) {
      inner.complete(made);
    } else {
      inner.completeExceptionally(
          failure != null ? failure : new IllegalStateException("a request was not answered"));
    }
    waiting.ifPresent(LockSupport::unpark);
  }

  void fail(RuntimeException why) {
    answer(why);
    publish();
  }

  /** The samples, or the exception it failed with; only when done. */
  Samples result() {
    try {
      return inner.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw e;
    }
  }
}
