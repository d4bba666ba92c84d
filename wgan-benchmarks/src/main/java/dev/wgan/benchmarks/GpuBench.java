package dev.wgan.benchmarks;

import ai.onnxruntime.OrtEnvironment;
import dev.wgan.runtime.ExecutionProvider;
import dev.wgan.runtime.ExecutionProvider.Cuda;
import dev.wgan.runtime.ExecutionProvider.CudnnSearch;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.ProviderException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code wgan bench gpu}: the same samples on the CPU and on a GPU. It prints their largest
 * difference, whether a sample has equal bits in batches of different sizes on the GPU, and the
 * samples per second of both, for several options of the provider.
 */
final class GpuBench {
  private static final List<Integer> SIZES = List.of(1, 64, 512, 4096, 65536);
  private static final List<Integer> BATCHES = List.of(1, 2, 3, 7, 16, 64, 100, 256);
  private static final int COMPARED = 256;
  private static final double SECONDS = 0.5;
  private static final double NANOS = 1e9;

  private final BenchmarkModel model;
  private final Map<String, ExecutionProvider> tried;

  private GpuBench(BenchmarkModel model, Map<String, ExecutionProvider> tried) {
    this.model = model;
    this.tried = tried;
  }

  /**
   * Measures and prints.
   *
   * @throws ProviderException if there is no GPU that ONNX Runtime can use
   */
  static void print() {
    Map<String, ExecutionProvider> providers = new LinkedHashMap<>();
    Cuda cuda = ExecutionProvider.cuda().orFail();
    providers.put("defaults", cuda);
    providers.put("without TF32", cuda.withTf32(false));
    for (CudnnSearch search : CudnnSearch.values()) {
      providers.put("cuDNN search " + search, cuda.withTf32(false).withCudnnSearch(search));
    }
    providers.put("memory limit of 2 GB", cuda.withMemoryLimit(2L << 30));
    providers.put("CUDA graph", cuda.withCudaGraph(true));
    print(providers);
  }

  /** The same with given providers, which are compared with the CPU. */
  static void print(Map<String, ExecutionProvider> providers) {
    for (ExecutionProvider provider : providers.values()) {
      Generator.load(BenchmarkModel.MLP.bytes(), GeneratorOptions.of(o -> o.provider(provider)))
          .close();
    }
    System.out.printf(
        "JDK %s, ONNX Runtime %s, providers %s%n",
        Runtime.version(),
        OrtEnvironment.getEnvironment().getVersion(),
        OrtEnvironment.getAvailableProviders());
    for (BenchmarkModel model : List.of(BenchmarkModel.MLP, BenchmarkModel.DCGAN)) {
      new GpuBench(model, providers).measure();
    }
  }

  private void measure() {
    System.out.printf("%n## %s%n%n", model);
    try (Generator cpu = load(ExecutionProvider.cpu())) {
      System.out.println("| options | largest difference from the CPU | batches of other bits |");
      System.out.println("|---|---|---|");
      float[] expected = cpu.sample(COMPARED, 1L).toArray();
      tried.forEach((name, provider) -> compare(name, provider, expected));
      System.out.println("\n| samples per call | CPU, samples/s | " + names() + "\n" + rule());
      for (int n : SIZES) {
        StringBuilder row = new StringBuilder("| %s | %s".formatted(n, rate(cpu, n)));
        tried.forEach(
            (name, provider) -> {
              try (Generator other = load(provider)) {
                row.append(" | ").append(rate(other, n));
              }
            });
        System.out.println(row.append(" |"));
      }
    }
  }

  private String names() {
    return String.join(" | ", tried.keySet()) + " |";
  }

  private String rule() {
    return "|---|---|" + "---|".repeat(tried.size());
  }

  private void compare(String name, ExecutionProvider provider, float[] expected) {
    try (Generator other = load(provider)) {
      float[] all = other.sample(COMPARED, 1L).toArray();
      double largest = 0;
      for (int i = 0; i < all.length; i++) {
        largest = Math.max(largest, Math.abs(all[i] - expected[i]));
      }
      System.out.printf(Locale.ROOT, "| %s | %.2e | %s |%n", name, largest, otherBits(other, all));
    }
  }

  /** The batch sizes in which the first samples differ from those of the largest batch. */
  private static String otherBits(Generator generator, float[] all) {
    List<String> differing =
        BATCHES.stream()
            .filter(n -> differs(generator.sample(n, 1L).toArray(), all))
            .map(String::valueOf)
            .toList();
    return differing.isEmpty() ? "none of " + BATCHES : String.join(", ", differing);
  }

  private static boolean differs(float[] some, float[] all) {
    for (int i = 0; i < some.length; i++) {
      if (Float.floatToRawIntBits(some[i]) != Float.floatToRawIntBits(all[i])) {
        return true;
      }
    }
    return false;
  }

  /** Samples per second, in the fastest of the calls that fit into the time. */
  private static String rate(Generator generator, int n) {
    long best = Long.MAX_VALUE;
    long start = System.nanoTime();
    for (long seed = 0; seed < 3 || System.nanoTime() - start < SECONDS * NANOS; seed++) {
      long before = System.nanoTime();
      generator.sample(n, seed);
      best = Math.min(best, System.nanoTime() - before);
    }
    return String.format(Locale.ROOT, "%,.0f", n * NANOS / best);
  }

  private Generator load(ExecutionProvider provider) {
    return Generator.load(model.bytes(), GeneratorOptions.of(o -> o.provider(provider)));
  }
}
