package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatchLoaderTest {
  private static final int SIZE = 50;

  @Test
  void givesTheBatchesOfTheOrderFromAnyStep() {
    Dataset data = images();
    BatchOrder order = BatchOrder.of(SIZE, 8, 11);
    for (long first : new long[] {0, 3, 1_000_000}) {
      try (BatchLoader loader = BatchLoader.start(data, order, first, false, 2)) {
        int[] expected = new int[8];
        float[] sample = new float[6];
        for (long step = first; step < first + 40; step++) {
          BatchBuffer batch = loader.next();
          order.batch(step, expected);
          assertThat(batch.step()).isEqualTo(step);
          assertThat(batch.indices()).containsExactly(expected);
          assertThat(batch.values().isDirect()).isTrue();
          assertThat(batch.values().order()).isEqualTo(ByteOrder.nativeOrder());
          assertThat(batch.values().remaining()).isEqualTo(8 * 6);
          for (int i = 0; i < 8; i++) {
            assertThat(batch.labels()[i]).isEqualTo(data.label(expected[i]));
            data.read(expected[i], sample, 0);
            float[] found = new float[6];
            batch.values().get(found);
            assertThat(found).containsExactly(sample);
          }
        }
      }
    }
  }

  @Test
  void mirrorsTheImagesThatTheOrderFlips() {
    Dataset data = images();
    BatchOrder order = BatchOrder.of(SIZE, 10, 3);
    int flipped = 0;
    try (BatchLoader loader = BatchLoader.start(data, order, 0, true)) {
      for (int step = 0; step < 10; step++) {
        BatchBuffer batch = loader.next();
        for (int i = 0; i < 10; i++) {
          float[] found = new float[6];
          batch.values().get(found);
          float[] s = data.values(batch.indices()[i], 1); // [1, 2, 3]
          if (order.flipped(step * 10L + i)) {
            assertThat(found).containsExactly(s[2], s[1], s[0], s[5], s[4], s[3]);
            flipped++;
          } else {
            assertThat(found).containsExactly(s);
          }
        }
      }
    }
    assertThat(flipped).isBetween(20, 80);
  }

  @Test
  void readsNoFurtherAheadThanItWasTold() throws InterruptedException {
    Broken data = new Broken(Integer.MAX_VALUE, new CountDownLatch(0));
    try (BatchLoader loader = BatchLoader.start(data, BatchOrder.of(SIZE, 1, 1), 0, false, 3)) {
      loader.next();
      for (int wait = 0; data.reads < 4 && wait < 1000; wait++) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      TimeUnit.MILLISECONDS.sleep(50);
      assertThat(data.reads).isEqualTo(4); // one in use, three ahead
    }
  }

  @Test
  void aFailureReachesTheConsumerAfterTheGoodBatches() {
    Broken data = new Broken(17, new CountDownLatch(0));
    try (BatchLoader loader = BatchLoader.start(data, BatchOrder.of(SIZE, 5, 1), 100, false)) {
      for (int step = 0; step < 3; step++) {
        assertThat(loader.next().step()).isEqualTo(100 + step);
      }
      for (int again = 0; again < 2; again++) {
        assertThatThrownBy(loader::next)
            .isInstanceOf(DataException.class)
            .hasMessage(
                "the batch of step 103 of broken could not be read: java.lang.InternalError: a"
                    + " fault in a mapped file")
            .hasCauseInstanceOf(InternalError.class);
      }
    }
  }

  @Test
  void closingStopsTheThreadAndIsIdempotent() {
    BatchLoader loader = BatchLoader.start(images(), BatchOrder.of(SIZE, 4, 1), 0, false);
    loader.next();
    loader.close();
    loader.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("wgan-batches"));
    assertThatThrownBy(loader::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the batch loader is closed");
  }

  @Test
  void closingWakesAWaitingConsumer() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    BatchLoader loader =
        BatchLoader.start(new Broken(Integer.MAX_VALUE, go), BatchOrder.of(SIZE, 4, 1), 0, false);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<BatchBuffer> next = threads.submit(loader::next);
      Future<?> closing = threads.submit(loader::close);
      assertThatThrownBy(next::get)
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseInstanceOf(IllegalStateException.class);
      go.countDown();
      closing.get();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anInterruptedWaitFailsAndKeepsTheFlag() {
    CountDownLatch go = new CountDownLatch(1);
    try (BatchLoader loader =
        BatchLoader.start(new Broken(Integer.MAX_VALUE, go), BatchOrder.of(SIZE, 4, 1), 0, false)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(loader::next)
          .isInstanceOf(DataException.class)
          .hasMessage("interrupted while waiting for the batch of step 0");
      assertThat(Thread.interrupted()).isTrue();
      go.countDown();
      assertThat(loader.next().step()).isZero();
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    Dataset data = images();
    assertThatThrownBy(() -> BatchLoader.start(data, BatchOrder.of(49, 4, 1), 0, false))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("an order of 49 samples for tiny, which has 50");
    assertThatThrownBy(() -> BatchLoader.start(data, BatchOrder.of(SIZE, 4, 1), -1, false))
        .isInstanceOf(DataException.class);
    assertThatThrownBy(
            () -> BatchLoader.start(Toys.ring(SIZE, 1), BatchOrder.of(SIZE, 4, 1), 0, true))
        .isInstanceOf(DataException.class)
        .hasMessage("samples of ring cannot be mirrored: they are not images; set flip=false");
    assertThatThrownBy(() -> BatchLoader.start(data, BatchOrder.of(SIZE, 500_000_000, 1), 0, false))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("exceeds 2 GB");
  }

  private static Dataset images() {
    float[] values = new float[SIZE * 6];
    int[] labels = new int[SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 300f;
    }
    for (int i = 0; i < SIZE; i++) {
      labels[i] = i % 4;
    }
    return Datasets.ofImages("tiny", values, List.of(1, 2, 3), labels, List.of("a", "b", "c", "d"));
  }

  /** Rows that can be read so many times, once a latch is open, and then fail. */
  private static final class Broken implements Dataset {
    private final Dataset good = Toys.ring(SIZE, 1);
    private final int limit;
    private final CountDownLatch gate;
    private volatile int reads;

    Broken(int limit, CountDownLatch gate) {
      this.limit = limit;
      this.gate = gate;
    }

    @Override
    public DataDescription description() {
      return good.description().named("broken");
    }

    @Override
    public int size() {
      return SIZE;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    public void read(int index, float[] into, int offset) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (reads == limit) {
        throw new InternalError("a fault in a mapped file");
      }
      good.read(index, into, offset);
      reads++;
    }

    @Override
    public int label(int index) {
      return good.label(index);
    }

    @Override
    public String digest() {
      return good.digest();
    }

    @Override
    public void close() {}
  }
}
