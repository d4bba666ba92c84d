package dev.wgan.runtime;

/** Streams more samples than the heap could hold. */
final class StreamMain {
  private StreamMain() {}

  public static void main(String[] args) {
    long n = Long.parseLong(args[0]);
    double[] sum = new double[2];
    try (Generator generator = Generator.load(TestModels.mlp(), GeneratorOptions.defaults())) {
      generator.forEachChunk(
          0,
          n,
          1,
          chunk -> {
            sum[0] += chunk.size();
            sum[1] += chunk.floatBuffer().get(0);
          });
    }
    System.out.printf(
        java.util.Locale.ROOT,
        "%.0f samples, %d MB of heap%n",
        sum[0],
        Runtime.getRuntime().maxMemory() >> 20);
  }
}
