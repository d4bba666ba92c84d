package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sample i of seed s has the same bits however it is drawn. */
class BitEqualityTest {
  private static final int N = 700;
  private static final long SEED = 99;

  @TempDir Path folder;

  private static byte[] model(String name) throws IOException {
    return switch (name) {
      case "mlp" -> TestModels.mlp();
      case "conv" -> TestModels.conv();
      case "conditional" -> TestModels.conditional();
      case "bytes" -> TestModels.bytes();
      default -> Foreign.bytes(name + ".onnx");
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "conv", "conditional", "bytes", "mlp", "dcgan", "fixed-batch"})
  void overChunksThreadsCallersBatchesAndReload(String name) throws IOException {
    byte[] bytes = model(name);
    float[] expected;
    int size;
    try (Generator one = Generator.load(bytes, GeneratorOptions.of(o -> o.chunkSize(1)))) {
      Samples samples = one.sample(N, SEED);
      expected = samples.toArray();
      size = expected.length / N;
    }
    for (int chunk : new int[] {2, 3, 7, 64, 100, 512}) {
      for (int parallelism : new int[] {1, 2, 3}) {
        GeneratorOptions options =
            GeneratorOptions.of(o -> o.chunkSize(chunk).parallelism(parallelism));
        try (Generator generator = Generator.load(bytes, options)) {
          assertThat(generator.sample(N, SEED).toArray())
              .as("chunk %d, parallelism %d", chunk, parallelism)
              .isEqualTo(expected);
          assertThat(generator.sampleRange(123, 45, SEED).toArray())
              .isEqualTo(part(expected, 123, 45, size));
        }
      }
    }
    try (Generator generator = Generator.load(bytes, GeneratorOptions.defaults())) {
      checkStream(generator, expected, size);
      checkBatching(generator, expected, size);
    }
    checkReload(bytes, expected, size);
  }

  private static void checkStream(Generator generator, float[] expected, int size) {
    float[] streamed = new float[expected.length];
    generator.forEachChunk(
        0,
        N,
        SEED,
        chunk -> {
          float[] values = chunk.toArray();
          System.arraycopy(values, 0, streamed, (int) chunk.firstIndex() * size, values.length);
        });
    assertThat(streamed).isEqualTo(expected);
  }

  private static void checkBatching(Generator generator, float[] expected, int size) {
    BatchingOptions options = BatchingOptions.defaults().withConcurrency(1).withMaxBatch(32);
    try (BatchingGenerator batching = BatchingGenerator.over(generator, options)) {
      List<CompletableFuture<Samples>> futures = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int n = 1 + i % 5;
        futures.add(batching.sampleAsync(SampleRequest.of(n).seed(SEED).first(3L * i)));
      }
      for (int i = 0; i < futures.size(); i++) {
        assertThat(futures.get(i).join().toArray())
            .isEqualTo(part(expected, 3 * i, 1 + i % 5, size));
      }
    }
  }

  private void checkReload(byte[] bytes, float[] expected, int size) throws IOException {
    Path file = folder.resolve("model.onnx");
    Files.write(file, bytes);
    try (ReloadableGenerator generator =
        ReloadableGenerator.load(file, GeneratorOptions.defaults())) {
      generator.reload();
      assertThat(generator.sample(33, SEED).toArray()).isEqualTo(part(expected, 0, 33, size));
    }
  }

  private static float[] part(float[] all, int first, int n, int size) {
    return Arrays.copyOfRange(all, first * size, (first + n) * size);
  }
}
