package dev.wgan.runtime;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts a generator's calls and notifies its listeners. Thread-safe; never fails. */
final class CallStatistics {
  private final ExecutionProvider provider;
  private final List<SamplingListener> listeners;
  private final AtomicBoolean listenerFailed = new AtomicBoolean();
  private final LongAdder samples = new LongAdder();
  private final Map<SamplingOutcome, Sums> sums = new EnumMap<>(SamplingOutcome.class);

  CallStatistics(ExecutionProvider provider, List<SamplingListener> listeners) {
    this.provider = provider;
    this.listeners = List.copyOf(listeners);
    for (SamplingOutcome outcome : SamplingOutcome.values()) {
      sums.put(outcome, new Sums());
    }
  }

  /** Counts a call of n samples; see {@link SamplingEvent} for the figures. */
  void add(int n, long queue, long run, long copy, @Nullable RuntimeException failure) {
    try {
      Optional<RuntimeException> why = Optional.ofNullable(failure);
      sumsOf(SamplingOutcome.of(why)).add(queue, run, copy);
      if (failure == null) {
        samples.add(n);
      }
      if (!listeners.isEmpty()) {
        notifyListeners(new SamplingEvent(n, provider, queue, run, copy, why));
      }
    } catch (Throwable e) {
      warnOnce(e);
    }
  }

  /**
   * Notifies the listeners; their exceptions, including undeclared ones of other languages, end
   * here.
   */
  private void notifyListeners(SamplingEvent event) {
    for (int i = 0; i < listeners.size(); i++) {
      try {
        listeners.get(i).sampled(event);
      } catch (Throwable e) {
        WarningLog.keepInterrupt(e);
        warnOnce(e);
      }
    }
  }

  /** Once: a listener that always fails must not fill the log at every call. */
  private void warnOnce(Throwable e) {
    if (!listenerFailed.getAndSet(true)) {
      WarningLog.warning("a sampling listener failed; further failures are not logged", e);
    }
  }

  GeneratorStats snapshot() {
    Map<SamplingOutcome, GeneratorStats.Totals> totals = new EnumMap<>(SamplingOutcome.class);
    sums.forEach((outcome, sum) -> totals.put(outcome, sum.totals()));
    long calls = sumsOf(SamplingOutcome.OK).calls.sum();
    return new GeneratorStats(
        calls,
        totals.values().stream().mapToLong(GeneratorStats.Totals::calls).sum() - calls,
        samples.sum(),
        totals.values().stream().mapToLong(GeneratorStats.Totals::queueNanos).sum(),
        totals.values().stream().mapToLong(GeneratorStats.Totals::runNanos).sum(),
        totals.values().stream().mapToLong(GeneratorStats.Totals::copyNanos).sum(),
        totals);
  }

  private Sums sumsOf(SamplingOutcome outcome) {
    return Objects.requireNonNull(sums.get(outcome));
  }

  private static final class Sums {
    private final LongAdder calls = new LongAdder();
    private final LongAdder queueNanos = new LongAdder();
    private final LongAdder runNanos = new LongAdder();
    private final LongAdder copyNanos = new LongAdder();

    void add(long queue, long run, long copy) {
      calls.increment();
      queueNanos.add(queue);
      runNanos.add(run);
      copyNanos.add(copy);
    }

    GeneratorStats.Totals totals() {
      return new GeneratorStats.Totals(
          calls.sum(), queueNanos.sum(), runNanos.sum(), copyNanos.sum());
    }
  }
}
