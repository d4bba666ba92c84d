package dev.wgan.runtime;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** A request that waits for its batch. Thread-safe. */
final class QueuedRequest {
  private final SampleRequest request;
  private final long seed;
  private final Optional<Thread> waiting;
  private final long asked;
  private final StopSignal signal;
  private final CompletableFuture<Samples> inner = new CompletableFuture<>();
  private final CompletableFuture<Samples> future;

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
    inner.orTimeout(Math.max(1, request.timeout().get().toNanos()), TimeUnit.NANOSECONDS);
    return inner.handle(
        (samples, failure) -> {
          if (failure == null) {
            return samples;
          }
          throw failure instanceof TimeoutException
              ? new CompletionException(signal.failure())
              : new CompletionException(failure);
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

  void complete(Samples samples) {
    inner.complete(samples);
    waiting.ifPresent(LockSupport::unpark);
  }

  void fail(RuntimeException failure) {
    inner.completeExceptionally(failure);
    waiting.ifPresent(LockSupport::unpark);
  }

  /** The samples, or the exception it failed with; only when done. */
  Samples result() {
    try {
      return inner.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
