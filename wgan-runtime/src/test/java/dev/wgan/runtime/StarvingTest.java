package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens when no thread can be started, memory ends, or a listener throws anything. */
class StarvingTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** A stack that no process can have: starting a thread fails with OutOfMemoryError. */
  private static final long TOO_LARGE = 1L << 46;

  @AfterEach
  void threadsCanStartAgain() {
    DaemonThreads.stackBytes = 0;
  }

  private static Generator slow(int parallelism) {
    return Generator.load(
        TestModels.slow(), GeneratorOptions.of(o -> o.chunkSize(64).parallelism(parallelism)));
  }

  @Test
  void helpersThatCannotStartAreNoHelpAndNoHarm() {
    Generator generator = slow(4);
    float[] expected = generator.sample(300, 7).toArray();
    Generator another = slow(4);
    DaemonThreads.stackBytes = TOO_LARGE;
    assertThat(another.sample(300, 7).toArray()).isEqualTo(expected);
    another.close();
    generator.close();
  }

  @Test
  void aHelperIsARunInFlight() throws InterruptedException, OrtException {
    AtomicBoolean freed = new AtomicBoolean();
    InFlightGuard inFlight = new InFlightGuard(() -> freed.set(true));
    try (Generator generator = slow(1)) {
      GeneratorThreads helpers =
          new GeneratorThreads(generator.core().pool(), inFlight, 2, "helper");
      assertThat(inFlight.enter()).isTrue();
      RequestInputs feed = new RequestInputs(generator.core().layout(), SampleRequest.of(2000), 1);
      StopSignal signal = new StopSignal(null, 0, java.util.Optional.empty());
      ChunkedRun run = new ChunkedRun(feed, 2000, 64, false, signal, (worker, row, at, n) -> {});
      SessionWorker own = generator.core().pool().create(generator.core().layout(), 64);
      Thread caller =
          new Thread(() -> helpers.share(run, own, generator.core().layout(), 64, 1), "caller");
      caller.start();
      Thread.sleep(100);
      // As if the caller had left without its helper, which an error can make it do.
      inFlight.close();
      inFlight.exit();
      assertThat(freed).isFalse();
      signal.cancel("the test is over");
      caller.join();
      assertThat(inFlight.awaitFreed(TimeUnit.SECONDS.toNanos(20))).isTrue();
      generator.core().pool().discard(own);
      helpers.close();
    }
  }

  @Test
  void withoutAThreadAnAsynchronousCallFailsAndTheNextOneWorks() {
    SampleRequest request = SampleRequest.of(3).seed(1).timeout(SOON);
    try (Generator generator = Generator.load(TestModels.mlp(), GeneratorOptions.defaults());
        BatchingGenerator batching =
            BatchingGenerator.over(generator, BatchingOptions.defaults())) {
      DaemonThreads.stackBytes = TOO_LARGE;
      for (CompletableFuture<Samples> none :
          List.of(generator.sampleAsync(request), batching.sampleAsync(request))) {
        assertThatThrownBy(none::join)
            .isInstanceOf(CompletionException.class)
            .hasCauseInstanceOf(RunException.class)
            .hasMessageContaining("no thread can be started")
            .hasMessageContaining("limit of threads");
      }
      assertThat(generator.sample(request).size()).isEqualTo(3);
      assertThat(batching.sample(request).size()).isEqualTo(3);
      DaemonThreads.stackBytes = 0;
      assertThat(generator.sampleAsync(request)).succeedsWithin(SOON);
      assertThat(batching.sampleAsync(request)).succeedsWithin(SOON);
      assertThat(generator.stats().of(SamplingOutcome.FAILED).calls()).isEqualTo(2);
      assertThat(generator.stats().calls()).isEqualTo(4);
    }
  }

  /** Once memory is free again no call may fail for what an earlier one went through. */
  @Test
  void theNextCallsWorkAfterTheHeapWasExhausted() {
    for (int i = 0; i < 20; i++) {
      HeapReserve.exhausted();
      try (Generator generator = Generator.load(TestModels.mlp(), GeneratorOptions.defaults())) {
        HeapReserve.exhausted();
        assertThat(generator.sample(2, 1).size()).isEqualTo(2);
      }
    }
  }

  @Test
  void aTaskThatFailsEndsNoThreadOfTheOthers() throws InterruptedException {
    DaemonExecutor threads = new DaemonExecutor(1, "failing tasks");
    CompletableFuture<Thread> first = new CompletableFuture<>();
    CompletableFuture<Thread> second = new CompletableFuture<>();
    threads.execute(
        () -> {
          first.complete(Thread.currentThread());
          throw new OutOfMemoryError("a test");
        });
    threads.execute(() -> second.complete(Thread.currentThread()));
    assertThat(second).succeedsWithin(SOON);
    assertThat(first.join()).isSameAs(second.join());
    threads.close();
    second.join().join(SOON.toMillis());
    assertThat(second.join().isAlive()).isFalse();
  }

  @Test
  void whateverAListenerThrowsEveryRequestIsAnswered() {
    GeneratorOptions sneaky =
        GeneratorOptions.of(
            o -> o.listener(e -> Starvation.<RuntimeException>sneak(new IOException("Kotlin"))));
    try (Generator generator = Generator.load(TestModels.mlp(), sneaky);
        BatchingGenerator batching =
            BatchingGenerator.over(generator, BatchingOptions.defaults().withConcurrency(1))) {
      assertThat(generator.sample(2, 1).size()).isEqualTo(2);
      assertThat(generator.sampleAsync(SampleRequest.of(2))).succeedsWithin(SOON);
      List<CompletableFuture<Samples>> all = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        all.add(batching.sampleAsync(SampleRequest.of(1).seed(i)));
        assertThat(batching.sample(1, i).size()).isEqualTo(1);
      }
      all.forEach(future -> assertThat(future).succeedsWithin(SOON));
      try (Sampler sampler = generator.newSampler()) {
        sampler.sampleInto(1, 0, 1, java.nio.FloatBuffer.allocate(784));
      }
    }
  }

  /** The way in which it fails does not matter: what was gathered is answered. */
  @Test
  void aBatchThatFailsAnywhereAnswersAllItsRequests() {
    try (Generator generator = Generator.load(TestModels.mlp(), GeneratorOptions.defaults())) {
      GatheredRequests batch = new GatheredRequests(generator.core(), 64);
      List<QueuedRequest> requests = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        requests.add(new QueuedRequest(generator.core(), SampleRequest.of(1), i, null));
        batch.add(requests.get(i));
      }
      batch.fail(new OutOfMemoryError("Java heap space"));
      batch.publish(
          task -> {
            throw new OutOfMemoryError("unable to create native thread");
          });
      for (QueuedRequest request : requests) {
        assertThatThrownBy(() -> java.util.Objects.requireNonNull(request.future()).join())
            .hasCauseInstanceOf(RunException.class)
            .hasMessageContaining("no memory or no thread left");
      }
    }
  }
}
