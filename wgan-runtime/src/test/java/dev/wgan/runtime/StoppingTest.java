package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that take seconds are stopped within a fraction of one. */
class StoppingTest {
  private static final SampleRequest LONG = SampleRequest.of(8192).seed(1);
  private static final long SOON = TimeUnit.SECONDS.toNanos(3);

  private static Generator generator = Generator.load(TestModels.slow(), options(1));
  private static Generator parallel = Generator.load(TestModels.slow(), options(2));

  private static GeneratorOptions options(int parallelism) {
    return GeneratorOptions.of(o -> o.chunkSize(4096).parallelism(parallelism));
  }

  @BeforeAll
  static void oneRunIsLong() {
    long start = System.nanoTime();
    generator.sample(64, 1);
    assertThat((System.nanoTime() - start) * (8192 / 64)).isGreaterThan(2 * SOON);
  }

  @AfterAll
  static void close() {
    generator.close();
    parallel.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDeadlineStopsTheNativeRun(boolean helped) {
    Generator used = helped ? parallel : generator;
    long start = System.nanoTime();
    assertThatThrownBy(() -> used.sample(LONG.timeout(Duration.ofMillis(100))))
        .isInstanceOf(SamplingTimeoutException.class)
        .hasMessage("sampling was stopped after its timeout of PT0.1S");
    assertThat(System.nanoTime() - start).isLessThan(SOON);
    assertThat(used.sample(1, 1).get(0)).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptionStopsTheNativeRunAndIsKept(boolean helped) throws InterruptedException {
    Generator used = helped ? parallel : generator;
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicReference<Boolean> kept = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                used.sample(LONG);
              } catch (RunException e) {
                failure.set(e);
                kept.set(Thread.currentThread().isInterrupted());
              }
            });
    thread.start();
    Thread.sleep(100);
    thread.interrupt();
    thread.join(SOON / 1_000_000);
    assertThat(failure.get())
        .isInstanceOf(SamplingInterruptedException.class)
        .hasMessage("sampling was stopped because its thread was interrupted");
    assertThat(kept.get()).isTrue();
    assertThat(used.sample(1, 1).get(0)).hasSize(4);
  }

  @Test
  void anInterruptedThreadDoesNotStart() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> generator.sample(1)).isInstanceOf(SamplingInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void cancellingAFutureStopsItsRun() throws InterruptedException {
    long start = System.nanoTime();
    try (Generator own = Generator.load(TestModels.slow(), options(1))) {
      CompletableFuture<Samples> future = own.sampleAsync(LONG);
      Thread.sleep(100);
      assertThat(future.cancel(true)).isTrue();
      assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
      // Closing waits for the run; it would take many seconds if it were not stopped.
    }
    assertThat(System.nanoTime() - start).isLessThan(SOON);
  }

  @Test
  void asynchronousCallsGiveTheSameSamplesAndKeepDeadlines() {
    Samples expected = generator.sample(3, 4);
    SampleRequest request = SampleRequest.of(3).seed(4);
    assertThat(generator.sampleAsync(request).join().toArray()).isEqualTo(expected.toArray());
    assertThatThrownBy(() -> generator.sampleAsync(LONG.timeout(Duration.ofMillis(50))).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(SamplingTimeoutException.class);
  }

  @Test
  void aSamplerIsStoppedToo() {
    try (Sampler sampler = generator.newSampler()) {
      var out = java.nio.FloatBuffer.allocate(8192 * 4);
      assertThatThrownBy(() -> sampler.sampleInto(LONG.timeout(Duration.ofMillis(50)), out))
          .isInstanceOf(SamplingTimeoutException.class);
      sampler.sampleInto(1, 0, 1, out);
      assertThat(out.get(0)).isEqualTo(generator.sample(1, 1).get(0)[0]);
    }
  }

  @Test
  void closingWaitsForTheCallInFlight() throws InterruptedException {
    Generator own = Generator.load(TestModels.slow(), GeneratorOptions.defaults());
    CompletableFuture<Samples> future = own.sampleAsync(SampleRequest.of(256).seed(1));
    Thread.sleep(50);
    own.close();
    // The run has ended; its thread has only to hand over the samples.
    assertThat(future).succeedsWithin(Duration.ofSeconds(1));
    assertThatThrownBy(() -> own.sampleAsync(LONG)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aDeadlineHoldsWhileNoThreadIsFree() {
    try (Generator own = Generator.load(TestModels.slow(), options(1))) {
      List<CompletableFuture<Samples>> busy = new ArrayList<>();
      for (int i = 0; i < 1 + Runtime.getRuntime().availableProcessors(); i++) {
        busy.add(own.sampleAsync(LONG));
      }
      long start = System.nanoTime();
      assertThatThrownBy(() -> own.sampleAsync(LONG.timeout(Duration.ofMillis(50))).join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(SamplingTimeoutException.class);
      assertThat(System.nanoTime() - start).isLessThan(SOON);
      busy.forEach(future -> future.cancel(true));
    }
  }

  /** A thread that runs other threads' requests keeps its own interruption for itself. */
  @Test
  void anInterruptionStopsNobodyElsesCall() throws InterruptedException {
    AtomicReference<Samples> made = new AtomicReference<>();
    AtomicReference<Boolean> kept = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              StopSignal others = new StopSignal(null, 0, Optional.empty());
              made.set(parallel.core().sample(SampleRequest.of(256), 1, others));
              kept.set(Thread.currentThread().isInterrupted());
            });
    thread.start();
    Thread.sleep(100);
    while (thread.isAlive()) {
      thread.interrupt();
      thread.join(10);
    }
    assertThat(made.get()).isNotNull();
    assertThat(kept.get()).isTrue();
  }
}
