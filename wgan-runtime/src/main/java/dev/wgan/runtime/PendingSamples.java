package dev.wgan.runtime;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The future of an asynchronous call: cancelling it stops the native run. Thread-safe. */
final class PendingSamples extends CompletableFuture<Samples> {
  private volatile @Nullable StopSignal signal;

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
