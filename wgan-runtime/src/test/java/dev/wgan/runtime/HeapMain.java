package dev.wgan.runtime;

import java.nio.file.Path;

/** Asks for more than a small heap holds, and prints the refusals. */
final class HeapMain {
  private HeapMain() {}

  public static void main(String[] args) {
    refused(() -> Generator.load(Path.of(args[0])));
    try (Generator generator = Generator.load(TestModels.mlp(), GeneratorOptions.defaults())) {
      refused(() -> generator.sample(100_000, 1));
      // Three quarters of the heap: once, but not twice.
      int n = (int) (Runtime.getRuntime().maxMemory() / 4 * 3 / (784 * Float.BYTES));
      Samples samples = generator.sample(n, 1);
      refused(samples::toArray);
      refused(samples::toTensor);
      refused(() -> samples.gridBytes());
      System.out.println("goes on: " + generator.sample(1, 1));
    }
  }

  private static void refused(Runnable call) {
    try {
      call.run();
      System.out.println("not refused");
    } catch (GeneratorException e) {
      System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
