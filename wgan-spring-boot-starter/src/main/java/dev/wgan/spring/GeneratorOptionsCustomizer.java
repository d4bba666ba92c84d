package dev.wgan.spring;

import dev.wgan.runtime.GeneratorOptions;

/**
 * A bean that changes options of the generator which have no property, such as its execution
 * provider.
 */
@FunctionalInterface
public interface GeneratorOptionsCustomizer {
  /**
   * Changes options after the properties were applied.
   *
   * @param options the options so far
   */
  void customize(GeneratorOptions.Builder options);
}
