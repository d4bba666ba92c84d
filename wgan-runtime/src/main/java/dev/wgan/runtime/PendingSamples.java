package dev.wgan.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The future of an asynchronous call: cancelling it stops the native run. Thread-safe. */
final class PendingSamples extends CompletableFuture<Samples> {
  private volatile @Nullable StopSignal signal;

  /** A future that fails after the timeout, also where no thread has taken its call up by then. */
  @SuppressWarnings("FutureReturnValueIgnored") // what hangs on the two only ends the other
  PendingSamples(Optional<Duration> timeout) {
    if (timeout.isPresent()) {
      StopSignal deadline = new StopSignal(null, System.nanoTime(), timeout);
      CompletableFuture<@Nullable Void> timer =
          new CompletableFuture<@Nullable Void>()
              .completeOnTimeout(null, deadline.timeoutNanos(), TimeUnit.NANOSECONDS);
      timer.thenRun(() -> completeExceptionally(deadline.failure()));
      whenComplete((samples, failure) -> timer.cancel(false));
    }
  }

  /** Makes the samples on the current thread, unless cancelled before. */
  void make(GeneratorCore core, SampleRequest request, long seed, long asked) {
    StopSignal started = new StopSignal(Thread.currentThread(), asked, request.timeout());
    signal = started;
    if (isDone()) {
      return;
    }
    try {
      complete(core.sample(request, seed, started));
    } catch (RuntimeException | Error e) {
      completeExceptionally(e);
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    StopSignal running = signal;
    if (cancelled && running != null) {
      running.cancel("its future was cancelled");
    }
    return cancelled;
  }
}
