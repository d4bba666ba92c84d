package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

/** What a call leaves to the collector beyond its result, counted by the JVM, warm. */
class GarbageTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static long perCall(int n, Runnable call) {
    int calls = 20 + 400 / n;
    // Until the optimising compiler has seen it: before, more is allocated.
    for (int i = 0; i < 200 + 20_000 / n; i++) {
      call.run();
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < calls; i++) {
      call.run();
    }
    return (THREADS.getCurrentThreadAllocatedBytes() - before) / calls;
  }

  @Test
  void aCallLeavesAtMostOneKilobyteBeyondItsResult() {
    try (Generator generator = Generator.load(TestModels.conv(), GeneratorOptions.defaults());
        Sampler sampler = generator.newSampler()) {
      int floats = generator.info().output().shape().stream().reduce(1, (a, b) -> a * b);
      for (int n : new int[] {1, 64, 512}) {
        FloatBuffer out =
            ByteBuffer.allocateDirect(n * floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        long result = (long) n * floats * Float.BYTES;
        long into = perCall(n, () -> sampler.sampleInto(1, 0, n, out));
        long fresh = perCall(n, () -> generator.sample(n, 1)) - result;
        long seedless = perCall(n, () -> generator.sample(n)) - result;
        System.out.printf(
            "n = %d: sampleInto %d, sample %d, without a seed %d bytes%n",
            n, into, fresh, seedless);
        assertThat(into).isLessThanOrEqualTo(1024);
        assertThat(fresh).isLessThanOrEqualTo(1024);
        assertThat(seedless).isLessThanOrEqualTo(1024);
      }
    }
  }
}
