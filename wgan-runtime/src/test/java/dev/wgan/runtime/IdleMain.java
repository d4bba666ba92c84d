package dev.wgan.runtime;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Prints how much of a core the process takes with one call per millisecond, and with none. */
final class IdleMain {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private IdleMain() {}

  private interface Work {
    void until(long end);
  }

  public static void main(String[] args) throws InterruptedException {
    double seconds = Double.parseDouble(args[0]);
    try (Generator generator = Generator.load(TestModels.mlp(), GeneratorOptions.defaults())) {
      Work calls = end -> callOncePerMillisecond(generator, end);
      // The JIT compiler's work is over after the first round.
      percent(seconds, calls);
      double calling = percent(seconds, calls);
      TimeUnit.MILLISECONDS.sleep(300);
      double idle = percent(seconds, end -> LockSupport.parkNanos(end - System.nanoTime()));
      System.out.printf(
          Locale.ROOT,
          "one call per ms: %.1f %% of a core, idle: %.2f %%, %d calls%n",
          calling,
          idle,
          generator.stats().calls());
      if (calling > 30 || idle > 3) {
        throw new AssertionError("a generator that has little to do burns a core");
      }
    }
  }

  private static void callOncePerMillisecond(Generator generator, long end) {
    long next = System.nanoTime();
    while (next < end) {
      generator.sample(1, 1);
      next += 1_000_000;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private static double percent(double seconds, Work work) {
    long start = System.nanoTime();
    long before = SYSTEM.getProcessCpuTime();
    work.until(start + (long) (seconds * 1e9));
    return 100.0 * (SYSTEM.getProcessCpuTime() - before) / (System.nanoTime() - start);
  }
}
