package dev.wgan.spring;

import dev.wgan.runtime.Generator;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The health of the generator, where the application has Spring Boot's actuator. */
@AutoConfiguration(after = WganAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean({Generator.class, WganProperties.class})
@ConditionalOnEnabledHealthIndicator("wgan")
public class WganHealthAutoConfiguration {
  /** Creates the configuration. */
  public WganHealthAutoConfiguration() {}

  /**
   * Returns the indicator that draws a sample.
   *
   * @param generator the generator
   * @param properties the properties
   * @return the indicator
   */
  @Bean
  @ConditionalOnMissingBean(name = "wganHealthIndicator")
  public HealthIndicator wganHealthIndicator(Generator generator, WganProperties properties) {
    return new GeneratorHealth(generator, properties);
  }
}
