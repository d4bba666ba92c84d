package dev.wgan.spring;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Counts and times the calls of the generator, where the application has Micrometer. */
@AutoConfiguration(before = WganAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnProperty("wgan.model")
public class WganMetricsAutoConfiguration {
  /** Creates the configuration. */
  public WganMetricsAutoConfiguration() {}

  /**
   * Returns the listener that counts and times.
   *
   * @param registry the application's registry; nothing is counted while there is none
   * @return the listener
   */
  @Bean
  @ConditionalOnMissingBean
  public GeneratorMetrics generatorMetrics(ObjectProvider<MeterRegistry> registry) {
    return new GeneratorMetrics(registry);
  }
}
