package dev.wgan.spring;

import dev.wgan.runtime.Generator;
import dev.wgan.runtime.GeneratorStats;
import dev.wgan.runtime.SampleRequest;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/**
 * Up while the generator draws a sample in time.
 *
 * <p>Thread-safe.
 */
final class GeneratorHealth extends AbstractHealthIndicator {
  private final Generator generator;
  private final WganProperties properties;

  GeneratorHealth(Generator generator, WganProperties properties) {
    super("the generator does not draw samples");
    this.generator = generator;
    this.properties = properties;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    builder
        .withDetail("model", String.valueOf(properties.model()))
        .withDetail("provider", generator.provider().toString());
    generator.sample(SampleRequest.of(1).seed(0).timeout(properties.healthTimeout()));
    GeneratorStats stats = generator.stats();
    builder.up().withDetail("samples", stats.samples()).withDetail("calls", stats.calls());
  }
}
