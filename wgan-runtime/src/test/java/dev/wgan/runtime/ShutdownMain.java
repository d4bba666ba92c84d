package dev.wgan.runtime;

import java.util.concurrent.CountDownLatch;

/** Leaves the JVM in the middle of native runs, with hooks that take their time. */
final class ShutdownMain {
  private ShutdownMain() {}

  @SuppressWarnings("EmptyCatch") // what ends the samplers is the shutdown itself
  public static void main(String[] args) throws Exception {
    Generator generator =
        Generator.load(TestModels.slow(), GeneratorOptions.of(o -> o.chunkSize(64)));
    CountDownLatch running = new CountDownLatch(3);
    for (int t = 0; t < 3; t++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  running.countDown();
                  while (true) {
                    generator.sample(256, 1);
                  }
                } catch (RunException | IllegalStateException e) {
                  System.out.println("sampler ended: " + e.getMessage());
                }
              });
      thread.setDaemon(true);
      thread.start();
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  generator.close();
                  try {
                    Thread.sleep(700);
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                  System.out.println("hook ended");
                }));
    running.await();
    Thread.sleep(100);
    System.exit(0);
  }
}
