package dev.wgan.runtime;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Counts a generator's calls and tells its listeners. Thread-safe. */
final class Meter {
  private final List<SamplingListener> listeners;
  private final AtomicBoolean listenerFailed = new AtomicBoolean();
  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder samples = new LongAdder();
  private final LongAdder queueNanos = new LongAdder();
  private final LongAdder runNanos = new LongAdder();
  private final LongAdder copyNanos = new LongAdder();

  Meter(List<SamplingListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  void add(SamplingEvent event) {
    if (event.failure().isEmpty()) {
      calls.increment();
      samples.add(event.n());
    } else {
      failures.increment();
    }
    queueNanos.add(event.queueNanos());
    runNanos.add(event.runNanos());
    copyNanos.add(event.copyNanos());
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
