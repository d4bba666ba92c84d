package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told to listeners and logs, and where a model runs without a GPU. */
class ObservingTest {
  private final Logger logger = Logger.getLogger(Generator.class.getName());
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  @Test
  void listenersAndStatisticsSeeEveryCall() {
    List<SamplingEvent> events = new CopyOnWriteArrayList<>();
    GeneratorOptions options =
        GeneratorOptions.of(
            o ->
                o.listener(events::add)
                    .listener(
                        event -> {
                          throw new IllegalArgumentException("a listener's own trouble");
                        }));
    try (Generator generator = Generator.load(TestModels.mlp(), options)) {
      generator.sample(300, 1);
      assertThatThrownBy(() -> generator.sample(SampleRequest.of(1).label(1)))
          .isInstanceOf(InputException.class);
      try (Sampler sampler = generator.newSampler()) {
        sampler.sampleInto(1, 0, 2, java.nio.FloatBuffer.allocate(2 * 784));
      }
      assertThat(records).as("one warning for many failures").hasSize(1);
      assertThat(events).extracting(SamplingEvent::n).containsExactly(300, 1, 2);
      assertThat(events.get(0).runNanos()).isPositive();
      assertThat(events.get(0).copyNanos()).isPositive();
      assertThat(events.get(0).provider()).isEqualTo(ExecutionProvider.cpu());
      assertThat(events.get(1).failure()).isPresent();
      assertThat(events)
          .extracting(SamplingEvent::outcome)
          .containsExactly(SamplingOutcome.OK, SamplingOutcome.INVALID, SamplingOutcome.OK);
      assertThat(events).extracting(SamplingEvent::samples).containsExactly(300, 0, 2);
      GeneratorStats stats = generator.stats();
      assertThat(stats.of(SamplingOutcome.OK).calls()).isEqualTo(2);
      assertThat(stats.of(SamplingOutcome.OK).runNanos()).isEqualTo(stats.runNanos());
      assertThat(stats.of(SamplingOutcome.INVALID).calls()).isEqualTo(1);
      assertThat(stats.byOutcome()).containsOnlyKeys(SamplingOutcome.values());
      assertThat(stats.calls()).isEqualTo(2);
      assertThat(stats.failures()).isEqualTo(1);
      assertThat(stats.samples()).isEqualTo(302);
      assertThat(stats.runNanos())
          .isEqualTo(events.stream().mapToLong(SamplingEvent::runNanos).sum());
    }
  }

  @Test
  void warmingUpAndTestingItselfAreNoCalls() {
    List<SamplingEvent> events = new CopyOnWriteArrayList<>();
    GeneratorOptions options = GeneratorOptions.of(o -> o.warmUp(true).listener(events::add));
    try (Generator generator = Generator.load(TestModels.mlp(), options)) {
      assertThatThrownBy(generator::selfTest).isInstanceOf(SelfTestException.class);
      assertThat(generator.stats().calls() + generator.stats().failures()).isZero();
      assertThat(events).isEmpty();
    }
  }

  /** Each request counts once, as what its caller got, also if that was no samples. */
  @Test
  void batchedCallsCountByHowTheyEndedForTheirCallers() throws InterruptedException {
    BatchingOptions small =
        BatchingOptions.defaults()
            .withConcurrency(1)
            .withMaxBatch(1)
            .withCapacity(1, BatchingOptions.WhenFull.REJECT);
    try (Generator generator = Generator.load(TestModels.slow(), GeneratorOptions.defaults());
        BatchingGenerator batching = BatchingGenerator.over(generator, small)) {
      CompletableFuture<Samples> running = batching.sampleAsync(SampleRequest.of(256).seed(1));
      Thread.sleep(100);
      SampleRequest hasty = SampleRequest.of(1).seed(1).timeout(Duration.ofMillis(20));
      assertThatThrownBy(() -> batching.sample(hasty)).isInstanceOf(SamplingTimeoutException.class);
      running.join();
      GeneratorStats stats = generator.stats();
      assertThat(stats.samples()).isEqualTo(256);
      assertThat(stats.of(SamplingOutcome.OK).calls()).isEqualTo(1);
      assertThat(stats.of(SamplingOutcome.TIMEOUT).calls()).isEqualTo(1);
      assertThat(stats.of(SamplingOutcome.TIMEOUT).queueNanos()).isPositive();
    }
  }

  @Test
  void withoutAGpuThePreferredProviderFallsBackAndSaysWhy() {
    GeneratorOptions preferring = GeneratorOptions.of(o -> o.provider(ExecutionProvider.cuda()));
    try (Generator generator = Generator.load(TestModels.mlp(), preferring);
        Generator cpu = Generator.load(TestModels.mlp(), GeneratorOptions.defaults())) {
      ActiveProvider active = generator.provider();
      assertThat(active.running()).isEqualTo(ExecutionProvider.cpu());
      assertThat(active.fallbackReason().orElseThrow())
          .startsWith("CUDA device 0 cannot run: ")
          .containsIgnoringCase("cuda");
      assertThat(generator.sample(2, 1).toArray()).isEqualTo(cpu.sample(2, 1).toArray());
      assertThat(records).hasSize(1);
      assertThat(records.get(0).getMessage()).contains("runs on the CPU");
      assertThat(cpu.provider().fallbackReason()).isEmpty();
    }
  }

  @Test
  void withoutAGpuTheRequiredProviderFails() {
    GeneratorOptions requiring =
        GeneratorOptions.of(o -> o.provider(ExecutionProvider.cuda().onDevice(1).orFail()));
    assertThatThrownBy(() -> Generator.load(TestModels.mlp(), requiring))
        .isInstanceOf(ProviderException.class)
        .hasMessageStartingWith("CUDA device 1 cannot run: ")
        .hasMessageContaining("wgan-runtime-cuda");
    assertThatThrownBy(() -> ExecutionProvider.cuda().onDevice(-1))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(
            () ->
                Generator.load(
                    new byte[] {1, 2, 3},
                    GeneratorOptions.of(o -> o.provider(ExecutionProvider.cuda()))))
        .isInstanceOf(ModelLoadException.class);
  }

  @Test
  void aLeakedGeneratorIsReportedWithItsCreationSite() throws InterruptedException {
    leak();
    for (int i = 0; i < 100 && records.isEmpty(); i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(records).hasSize(1);
    assertThat(records.get(0).getMessage())
        .isEqualTo("the generator of the model was never closed");
    assertThat(records.get(0).getThrown().getStackTrace())
        .anySatisfy(frame -> assertThat(frame.getMethodName()).isEqualTo("leak"));
  }

  private static void leak() {
    Generator leaked = Generator.load(TestModels.mlp(), GeneratorOptions.defaults());
    assertThat(leaked.sample(1, 1).size()).isEqualTo(1);
  }
}
