package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One thread keeps the deadlines of all generators; it comes and goes as needed. */
class WatchdogTest {
  private static final long SOON = TimeUnit.SECONDS.toNanos(3);
  private static final SampleRequest LONG =
      SampleRequest.of(8192).seed(1).timeout(Duration.ofMillis(100));

  private static final long IDLE = Watchdog.idleNanos;

  @BeforeEach
  void doNotIdleForLong() {
    Watchdog.idleNanos = TimeUnit.MILLISECONDS.toNanos(300);
    try (Generator generator = slow(64)) {
      // Wakes a thread that other tests left asleep.
      generator.sample(1, 1);
    }
  }

  @AfterEach
  void threadsCanStartAgain() {
    DaemonThreads.stackBytes = 0;
    Watchdog.idleNanos = IDLE;
  }

  private static Generator slow(int chunk) {
    return Generator.load(TestModels.slow(), GeneratorOptions.of(o -> o.chunkSize(chunk)));
  }

  private static List<Thread> watchdogs() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("wgan-watchdog"))
        .toList();
  }

  private static void timesOut(Generator generator) {
    long start = System.nanoTime();
    assertThatThrownBy(() -> generator.sample(LONG)).isInstanceOf(SamplingTimeoutException.class);
    assertThat(System.nanoTime() - start).isLessThan(SOON);
  }

  /** Ends the thread as its idling would. */
  private static void endWatchdog() throws InterruptedException {
    for (Thread thread : watchdogs()) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (thread.isAlive() && System.nanoTime() < end) {
        Thread.sleep(50);
      }
    }
    assertThat(watchdogs()).as("gone when idle").isEmpty();
  }

  @Test
  void oneThreadServesAllGeneratorsAndIsGoneWhenIdle() throws InterruptedException {
    List<Generator> generators = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      generators.add(slow(4096));
      timesOut(generators.get(i));
    }
    assertThat(watchdogs()).hasSize(1);
    assertThat(watchdogs().get(0).isDaemon()).isTrue();
    endWatchdog();
    timesOut(generators.get(0));
    assertThat(watchdogs()).hasSize(1);
    generators.forEach(Generator::close);
  }

  @Test
  void aWatchdogThatCannotStartIsReplacedByALaterRun() throws InterruptedException {
    try (Generator large = slow(4096);
        Generator small = slow(32)) {
      endWatchdog();
      DaemonThreads.stackBytes = 1L << 46;
      // Without it, deadlines are kept between two native runs.
      timesOut(small);
      assertThat(watchdogs()).isEmpty();
      DaemonThreads.stackBytes = 0;
      Thread.sleep(50);
      timesOut(large);
    }
  }

  @Test
  void anEntryThatFailsDoesNotEndTheWatchOverTheOthers() {
    Watchdog.Entry failing =
        new Watchdog.Entry() {
          @Override
          boolean look() {
            throw new OutOfMemoryError("a test");
          }
        };
    Watchdog.add(failing);
    try (Generator generator = slow(4096)) {
      timesOut(generator);
    } finally {
      Watchdog.remove(failing);
      Watchdog.remove(failing);
    }
  }

  /** The thread that runs a batch for others keeps its own deadline, and its interruption. */
  @Test
  void whoRunsABatchKeepsItsOwnDeadline() throws InterruptedException {
    BatchingOptions options =
        BatchingOptions.defaults()
            .withConcurrency(1)
            .withMaxBatch(4096)
            .withDelay(Duration.ofMillis(20));
    try (Generator generator = slow(4096);
        BatchingGenerator batching = BatchingGenerator.over(generator, options)) {
      long worst = 0;
      for (int round = 0; round < 2; round++) {
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          int seed = i;
          Thread other =
              new Thread(() -> assertThat(batching.sample(256, seed).size()).isEqualTo(256));
          other.start();
          others.add(other);
        }
        long start = System.nanoTime();
        try {
          batching.sample(SampleRequest.of(256).seed(9).timeout(Duration.ofMillis(100)));
        } catch (SamplingTimeoutException e) {
          worst = Math.max(worst, System.nanoTime() - start);
        }
        for (Thread other : others) {
          other.join();
        }
      }
      // The three together take several seconds of one core.
      assertThat(worst).isBetween(1L, TimeUnit.MILLISECONDS.toNanos(1000));
    }
  }
}
