package dev.wgan.runtime;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that drains: three shutdown hooks go on sampling for a while, the last one the longest,
 * as does a daemon thread, which the end of the hooks stops.
 */
final class DrainMain {
  private DrainMain() {}

  public static void main(String[] args) throws InterruptedException {
    long millis = Long.parseLong(args[0]);
    Generator quick = Generator.load(TestModels.mlp(), GeneratorOptions.defaults());
    Generator slow = Generator.load(TestModels.slow(), GeneratorOptions.defaults());
    float[] expected = quick.sample(4, 7).toArray();
    AtomicInteger drained = new AtomicInteger();
    for (int i = 1; i <= 3; i++) {
      long time = millis * i / 3;
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> drain(quick, time, expected, drained), "server-" + i));
    }
    Thread endless =
        new Thread(
            () -> {
              try {
                while (true) {
                  slow.sample(256, 1);
                }
              } catch (RunException | IllegalStateException e) {
                System.out.println("background ended: " + e.getMessage());
              }
            });
    endless.setDaemon(true);
    endless.start();
    Thread.sleep(200);
    System.exit(0);
  }

  private static void drain(
      Generator generator, long millis, float[] expected, AtomicInteger drained) {
    long end = System.nanoTime() + millis * 1_000_000;
    try {
      while (System.nanoTime() < end) {
        if (!java.util.Arrays.equals(generator.sample(4, 7).toArray(), expected)) {
          throw new AssertionError("other samples while draining");
        }
        Thread.sleep(5);
      }
      System.out.println("drained " + drained.incrementAndGet() + " of 3");
    } catch (IllegalStateException e) {
      System.out.println("refused: " + e.getMessage());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
