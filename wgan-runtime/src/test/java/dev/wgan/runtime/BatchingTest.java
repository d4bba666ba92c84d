package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What shared native runs must not do to those who share them. */
class BatchingTest {
  private static final BatchingOptions ONE = BatchingOptions.defaults().withConcurrency(1);
  private static final Duration SOON = Duration.ofSeconds(20);

  private final AtomicInteger told = new AtomicInteger();
  private final Generator slow = Generator.load(TestModels.slow(), GeneratorOptions.defaults());
  private final Generator quick =
      Generator.load(
          TestModels.mlp(),
          GeneratorOptions.of(
              o ->
                  o.listener(
                      event -> {
                        told.incrementAndGet();
                        throw new NoSuchMethodError("a listener of another version");
                      })));

  @AfterEach
  void close() {
    slow.close();
    quick.close();
  }

  @Test
  void whoWaitsForAnotherThreadsRunDoesNotSpin() throws InterruptedException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    AtomicLong cpu = new AtomicLong();
    BatchingOptions patient =
        BatchingOptions.defaults().withConcurrency(2).withDelay(Duration.ofMillis(300));
    try (BatchingGenerator batching = BatchingGenerator.over(slow, patient)) {
      // The first request waits for company, takes the second into its run, which lasts a while.
      CompletableFuture<Samples> first = batching.sampleAsync(SampleRequest.of(30).seed(1));
      Thread.sleep(100);
      Thread second =
          new Thread(
              () -> {
                batching.sample(30, 1);
                cpu.set(threads.getThreadCpuTime(Thread.currentThread().getId()));
              });
      second.start();
      second.join();
      assertThat(first).isDone();
    }
    assertThat(cpu.get()).isLessThan(TimeUnit.MILLISECONDS.toNanos(50));
  }

  @Test
  void callbacksMaySampleAndCloseInsideTheirFutures() {
    BatchingGenerator batching = BatchingGenerator.over(quick, ONE);
    CompletableFuture<Integer> chained =
        batching
            .sampleAsync(SampleRequest.of(1).seed(1))
            .thenApply(
                samples -> {
                  int more = batching.sample(2, 1).size();
                  batching.close();
                  return samples.size() + more;
                });
    assertThat(chained).succeedsWithin(SOON).isEqualTo(3);
    assertThatThrownBy(() -> batching.sample(1, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
  }

  @Test
  void aListenersErrorLeavesNobodyWaiting() {
    try (BatchingGenerator batching = BatchingGenerator.over(quick, ONE)) {
      List<CompletableFuture<Samples>> futures = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        futures.add(batching.sampleAsync(SampleRequest.of(1).seed(i)));
      }
      for (CompletableFuture<Samples> future : futures) {
        assertThat(future).succeedsWithin(SOON);
      }
    }
    assertThat(told.get()).isEqualTo(100);
  }

  @Test
  void deadlinesHoldWhileRequestsWait() {
    try (BatchingGenerator batching = BatchingGenerator.over(slow, ONE)) {
      CompletableFuture<Samples> running = batching.sampleAsync(SampleRequest.of(256).seed(1));
      SampleRequest hasty = SampleRequest.of(1).seed(2).timeout(Duration.ofMillis(20));
      CompletableFuture<Samples> late = batching.sampleAsync(hasty);
      assertThatThrownBy(late::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(SamplingTimeoutException.class);
      assertThat(running).isNotDone();
      assertThatThrownBy(() -> batching.sample(hasty)).isInstanceOf(SamplingTimeoutException.class);
      SampleRequest endless =
          SampleRequest.of(1).seed(2).timeout(Duration.ofSeconds(Long.MAX_VALUE));
      assertThat(batching.sampleAsync(endless)).succeedsWithin(SOON);
      assertThat(running).isDone();
    }
  }

  @Test
  void aFullQueueRejectsOrBlocks() {
    BatchingOptions one = ONE.withCapacity(1, BatchingOptions.WhenFull.REJECT).withMaxBatch(1);
    try (BatchingGenerator batching = BatchingGenerator.over(slow, one)) {
      List<CompletableFuture<Samples>> accepted = new ArrayList<>();
      int rejected = 0;
      for (int i = 0; i < 10; i++) {
        try {
          accepted.add(batching.sampleAsync(SampleRequest.of(16).seed(i)));
        } catch (QueueFullException e) {
          rejected++;
        }
      }
      assertThat(rejected).isBetween(1, 9);
      accepted.forEach(future -> assertThat(future).succeedsWithin(SOON));
    }
    BatchingOptions blocking = one.withCapacity(1, BatchingOptions.WhenFull.BLOCK);
    try (BatchingGenerator batching = BatchingGenerator.over(slow, blocking)) {
      List<CompletableFuture<Samples>> all = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        all.add(batching.sampleAsync(SampleRequest.of(1).seed(i)));
      }
      all.forEach(future -> assertThat(future).succeedsWithin(SOON));
    }
  }

  @Test
  void nothingIsAnAnswerToo() {
    BatchingOptions patient = ONE.withDelay(Duration.ofMillis(100));
    try (BatchingGenerator batching = BatchingGenerator.over(quick, patient)) {
      List<CompletableFuture<Samples>> none = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        none.add(batching.sampleAsync(SampleRequest.of(0).seed(i)));
      }
      none.forEach(future -> assertThat(future.join().size()).isZero());
    }
  }

  @Test
  void aBadSampleFailsItsOwnRequestAlone() {
    GeneratorOptions checking = GeneratorOptions.of(o -> o.checkNaN(true));
    BatchingOptions patient = ONE.withDelay(Duration.ofMillis(100));
    try (Generator roots = Generator.load(TestModels.nan(), checking);
        BatchingGenerator batching = BatchingGenerator.over(roots, patient)) {
      List<CompletableFuture<Samples>> futures = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        futures.add(batching.sampleAsync(SampleRequest.of(1).seed(i)));
      }
      int failed = 0;
      for (int i = 0; i < 20; i++) {
        // The model takes the square root of its latent.
        if (roots.latents(0, 1, i).floats()[0] < 0) {
          failed++;
          assertThatThrownBy(futures.get(i)::join)
              .hasCauseInstanceOf(RunException.class)
              .hasMessageContaining("gave the value NaN in sample 0 of the call");
        } else {
          assertThat(futures.get(i).join().get(0)[0]).isNotNegative();
        }
      }
      assertThat(failed).isBetween(3, 17);
      assertThat(roots.stats().failures()).isEqualTo(failed);
    }
  }

  @Test
  void aListenerMayCloseTheBatchingGenerator() {
    AtomicReference<BatchingGenerator> own = new AtomicReference<>();
    GeneratorOptions closing =
        GeneratorOptions.of(o -> o.listener(event -> Objects.requireNonNull(own.get()).close()));
    for (int requests = 1; requests <= 3; requests++) {
      try (Generator generator = Generator.load(TestModels.mlp(), closing);
          BatchingGenerator batching =
              BatchingGenerator.over(generator, ONE.withDelay(Duration.ofMillis(50)))) {
        own.set(batching);
        List<CompletableFuture<Samples>> futures = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
          futures.add(batching.sampleAsync(SampleRequest.of(1).seed(i)));
        }
        futures.forEach(future -> assertThat(future).succeedsWithin(SOON));
        assertThat(generator.stats().calls()).isEqualTo(requests);
      }
    }
  }
}
