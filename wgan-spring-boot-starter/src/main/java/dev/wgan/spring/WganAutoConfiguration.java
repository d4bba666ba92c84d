package dev.wgan.spring;

import dev.wgan.runtime.Generator;
import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.SamplingListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ResourceUtils;

/**
 * A {@link Generator} bean of the model that {@code wgan.model} names. Spring closes it after the
 * web server has answered its last request; closing waits for runs in flight.
 */
@AutoConfiguration
@ConditionalOnProperty("wgan.model")
@EnableConfigurationProperties(WganProperties.class)
public class WganAutoConfiguration {
  private static final String SUFFIX = ".onnx";

  /** Creates the configuration. */
  public WganAutoConfiguration() {}

  /**
   * Loads the generator.
   *
   * @param properties the properties
   * @param resources finds files and resources of the class path
   * @param listeners receive an event after each call
   * @param customizers change further options
   * @return the generator
   * @throws dev.wgan.runtime.ModelLoadException if the model is missing or refused
   */
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  public Generator generator(
      WganProperties properties,
      ResourceLoader resources,
      ObjectProvider<SamplingListener> listeners,
      ObjectProvider<GeneratorOptionsCustomizer> customizers) {
    GeneratorOptions.Builder options =
        GeneratorOptions.builder()
            .warmUp(properties.warmUp())
            .loadTimeout(properties.loadTimeout());
    if (properties.parallelism() != 0) {
      options.parallelism(properties.parallelism());
    }
    List<SamplingListener> all = listeners.orderedStream().toList();
    if (!all.isEmpty()) {
      options.listener(event -> all.forEach(listener -> listener.sampled(event)));
    }
    customizers.orderedStream().forEach(customizer -> customizer.customize(options));
    return load(
        Objects.requireNonNull(properties.model(), "wgan.model").strip(),
        options.build(),
        resources);
  }

  /**
   * Returns the delay between refusing traffic and closing the port.
   *
   * @param application the application
   * @param properties the properties
   * @return the delay
   */
  @Bean
  SmartLifecycle wganDrainDelay(ApplicationContext application, WganProperties properties) {
    return new DrainDelay(application, properties.drainDelay());
  }

  private static Generator load(String model, GeneratorOptions options, ResourceLoader resources) {
    if (!model.endsWith(SUFFIX) && !ResourceUtils.isUrl(model)) {
      return Generator.pretrained(model, options);
    }
    // Without a scheme, Spring would look for a path on the class path.
    Resource resource = resources.getResource(ResourceUtils.isUrl(model) ? model : "file:" + model);
    try {
      if (resource.isFile()) {
        return Generator.load(resource.getFile().toPath(), options);
      }
      try (InputStream in = resource.getInputStream()) {
        return Generator.load(in, options);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "wgan.model is %s, which cannot be read: %s".formatted(model, e.getMessage()), e);
    }
  }
}
