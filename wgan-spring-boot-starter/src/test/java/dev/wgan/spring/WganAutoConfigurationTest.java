package dev.wgan.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.runtime.Generator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

class WganAutoConfigurationTest {
  private static final String RESOURCE = "/dev/wgan/models/fashion-article.onnx";

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  WganAutoConfiguration.class,
                  WganMetricsAutoConfiguration.class,
                  WganHealthAutoConfiguration.class));

  @Test
  void withoutAModelThereIsNoGenerator() {
    runner.run(context -> assertThat(context).doesNotHaveBean(Generator.class));
  }

  @Test
  void aPretrainedModelIsABeanThatClosesWithTheApplication() {
    AtomicReference<Generator> kept = new AtomicReference<>();
    runner
        .withPropertyValues("wgan.model=fashion-article", "wgan.parallelism=1")
        .run(
            context -> {
              Generator generator = context.getBean(Generator.class);
              kept.set(generator);
              assertThat(generator.sample(2, 1L).size()).isEqualTo(2);
            });
    Generator closed = Objects.requireNonNull(kept.get());
    assertThatThrownBy(() -> closed.sample(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void filesAndResourcesAreModelsToo(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("my generator.onnx");
    try (InputStream in = Generator.class.getResourceAsStream(RESOURCE)) {
      Files.copy(Objects.requireNonNull(in), file);
    }
    for (String model :
        new String[] {
          file.toString(), file.toUri().toString(), "classpath:" + RESOURCE.substring(1)
        }) {
      runner
          .withPropertyValues("wgan.model=" + model)
          .run(context -> assertThat(context).hasSingleBean(Generator.class));
    }
  }

  @Test
  void aMissingModelEndsTheStartWithASentence() {
    runner
        .withPropertyValues("wgan.model=/none/g.onnx")
        .run(
            context ->
                assertThat(context).getFailure().rootCause().hasMessageContaining("/none/g.onnx"));
    runner
        .withPropertyValues("wgan.model=fashon-dcgan")
        .run(
            context ->
                assertThat(context).getFailure().rootCause().hasMessageContaining("fashion-dcgan"));
  }

  @Test
  void theApplicationsOwnGeneratorWins() {
    runner
        .withPropertyValues("wgan.model=avatars")
        .withBean("mine", Generator.class, () -> Generator.pretrained("fashion-article"))
        .run(context -> assertThat(context).getBeanNames(Generator.class).containsExactly("mine"));
  }

  @Test
  void healthDrawsASampleAndMetersCountIt() {
    runner
        .withPropertyValues("wgan.model=fashion-article")
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .run(
            context -> {
              Health health = context.getBean(HealthIndicator.class).health();
              assertThat(health.getStatus()).isEqualTo(Status.UP);
              assertThat(health.getDetails()).containsEntry("model", "fashion-article");
              context.getBean(Generator.class).sample(3, 1L);
              MeterRegistry meters = context.getBean(MeterRegistry.class);
              assertThat(meters.get("wgan.samples").counter().count()).isEqualTo(4);
              assertThat(meters.get("wgan.run").tag("outcome", "ok").timer().count()).isEqualTo(2);
            });
  }

  @Test
  void healthIsDownWhenTheGeneratorIsClosed() {
    runner
        .withPropertyValues("wgan.model=fashion-article")
        .run(
            context -> {
              context.getBean(Generator.class).close();
              assertThat(context.getBean(HealthIndicator.class).health().getStatus())
                  .isEqualTo(Status.DOWN);
            });
  }

  @Test
  void neitherActuatorNorMicrometerIsNeeded() {
    runner
        .withClassLoader(new FilteredClassLoader(HealthIndicator.class, MeterRegistry.class))
        .withPropertyValues("wgan.model=fashion-article")
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(Generator.class)
                    .doesNotHaveBean("generatorMetrics"));
  }

  @Test
  void beansChangeOptionsWithoutAProperty() {
    runner
        .withPropertyValues("wgan.model=fashion-article")
        .withBean(GeneratorOptionsCustomizer.class, () -> options -> options.maxModelBytes(10))
        .run(context -> assertThat(context).hasFailed());
  }

  @Test
  void aStoppingApplicationRefusesTrafficBeforeItsPortCloses() {
    AtomicReference<Object> state = new AtomicReference<>();
    runner
        .withPropertyValues("wgan.model=fashion-article", "wgan.drain-delay=50ms")
        .run(
            context -> {
              context
                  .getSourceApplicationContext(GenericApplicationContext.class)
                  .addApplicationListener(
                      event -> {
                        if (event instanceof AvailabilityChangeEvent<?> change) {
                          state.set(change.getState());
                        }
                      });
              SmartLifecycle drain = context.getBean("wganDrainDelay", SmartLifecycle.class);
              assertThat(drain.getPhase()).isEqualTo(Integer.MAX_VALUE);
              long before = System.nanoTime();
              drain.stop();
              assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(50_000_000);
              assertThat(state.get()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
            });
  }
}
