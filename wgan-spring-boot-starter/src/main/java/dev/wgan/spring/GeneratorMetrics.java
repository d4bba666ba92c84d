package dev.wgan.spring;

import dev.wgan.runtime.SamplingEvent;
import dev.wgan.runtime.SamplingListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Counts and times the calls of a generator: {@code wgan.samples}, {@code wgan.calls}, and the
 * timers {@code wgan.queue}, {@code wgan.run} and {@code wgan.copy}, with the outcome of the call
 * as a tag.
 *
 * <p>Thread-safe.
 */
public final class GeneratorMetrics implements SamplingListener {
  private final ObjectProvider<MeterRegistry> registry;

  GeneratorMetrics(ObjectProvider<MeterRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public void sampled(SamplingEvent event) {
    registry.ifAvailable(meters -> count(meters, event));
  }

  private static void count(MeterRegistry meters, SamplingEvent event) {
    String outcome = event.outcome().name().toLowerCase(Locale.ROOT);
    meters.counter("wgan.samples").increment(event.samples());
    meters.counter("wgan.calls", "outcome", outcome).increment();
    time(meters, "wgan.queue", outcome, event.queueNanos());
    time(meters, "wgan.run", outcome, event.runNanos());
    time(meters, "wgan.copy", outcome, event.copyNanos());
  }

  private static void time(MeterRegistry meters, String name, String outcome, long nanos) {
    meters.timer(name, "outcome", outcome).record(Duration.ofNanos(nanos));
  }
}
