package dev.wgan.runtime;

import java.util.concurrent.CountDownLatch;

/**
 * Leaves the JVM in the middle of native runs, with hooks that take their time. Runs that fail
 * matter most: they log, and ONNX Runtime's hook has freed the logger by then.
 */
final class ShutdownMain {
  private ShutdownMain() {}

  public static void main(String[] args) throws Exception {
    Generator generator =
        Generator.load(TestModels.slow(), GeneratorOptions.of(o -> o.chunkSize(64)));
    Generator failing =
        Generator.load(
            ModelBuilder.withoutMetadata(TestModels.conditional()), GeneratorOptions.defaults());
    CountDownLatch running = new CountDownLatch(4);
    for (int t = 0; t < 4; t++) {
      boolean fails = t % 2 == 0;
      Thread thread =
          new Thread(
              () -> {
                try {
                  running.countDown();
                  while (true) {
                    if (fails) {
                      fail(failing);
                    } else {
                      generator.sample(256, 1);
                    }
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

  /** A class that the embedding does not have: refused by the run itself. */
  private static void fail(Generator generator) {
    try {
      generator.sample(SampleRequest.of(1).input("label", TensorData.of(new long[] {77}, 1)));
      throw new AssertionError("class 77 of 3 was sampled");
    } catch (SamplingInterruptedException e) {
      throw e;
    } catch (RunException e) {
      if (!String.valueOf(e.getMessage()).contains("could not be run")) {
        throw e;
      }
    }
  }
}
