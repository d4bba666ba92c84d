package dev.wgan.runtime;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts a generator's calls and tells its listeners. Thread-safe. */
final class Meter {
  private final ExecutionProvider provider;
  private final List<SamplingListener> listeners;
  private final AtomicBoolean listenerFailed = new AtomicBoolean();
  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder samples = new LongAdder();
  private final LongAdder queueNanos = new LongAdder();
  private final LongAdder runNanos = new LongAdder();
  private final LongAdder copyNanos = new LongAdder();

  Meter(ExecutionProvider provider, List<SamplingListener> listeners) {
    this.provider = provider;
    this.listeners = List.copyOf(listeners);
  }

  /** Counts a call; see {@link SamplingEvent} for the figures. */
  void add(int n, long queue, long run, long copy, @Nullable RuntimeException failure) {
    if (failure == null) {
      calls.increment();
      samples.add(n);
    } else {
      failures.increment();
    }
    queueNanos.add(queue);
    runNanos.add(run);
    copyNanos.add(copy);
    if (!listeners.isEmpty()) {
      tell(new SamplingEvent(n, provider, queue, run, copy, Optional.ofNullable(failure)));
    }
  }

  private void tell(SamplingEvent event) {
    for (int i = 0; i < listeners.size(); i++) {
      try {
        listeners.get(i).sampled(event);
      } catch (RuntimeException | Error e) {
        // Once: a listener that always fails must not fill the log at every call.
        if (!listenerFailed.getAndSet(true)) {
          System.getLogger(Generator.class.getName())
              .log(
                  System.Logger.Level.WARNING,
                  "a sampling listener failed; further failures are not logged",
                  e);
        }
      }
    }
  }

  GeneratorStats snapshot() {
    return new GeneratorStats(
        calls.sum(),
        failures.sum(),
        samples.sum(),
        queueNanos.sum(),
        runNanos.sum(),
        copyNanos.sum());
  }
}
