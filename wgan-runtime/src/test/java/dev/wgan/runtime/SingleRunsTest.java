package dev.wgan.runtime;

import static dev.wgan.runtime.ModelBuilder.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Models with operators that round by the batch, and models that mix the samples of a batch: the
 * same bits all the same, whichever way a sample is drawn. On a processor with AVX-512 each of them
 * fails when its samples run in batches.
 */
class SingleRunsTest {
  private static final int N = 40;
  private static final long SEED = 42;

  static List<byte[]> models() {
    return List.of(
        rounding(-1), rounding(4), quantizing(-1), quantizing(4), meanOfBatch(-1), meanOfBatch(4));
  }

  /** Softplus of 33 elements; the output is one row after another, so that no row is aligned. */
  private static byte[] rounding(int batch) {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, batch, 5);
    model.nodeTo(
        "y", "Softplus", List.of(model.node("MatMul", List.of("z", model.weight(1, 5, 33)))));
    return model.output("y", FLOAT, batch, 33).build();
  }

  /** One scale for all that is quantized in a run. */
  private static byte[] quantizing(int batch) {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, batch, 33);
    model.nodeTo(List.of("q", "scale", "zero"), "DynamicQuantizeLinear", List.of("z"));
    model.nodeTo("y", "DequantizeLinear", List.of("q", "scale", "zero"));
    return model.output("y", FLOAT, batch, 33).build();
  }

  private static byte[] meanOfBatch(int batch) {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, batch, 33);
    String mean = model.node("ReduceMean", List.of("z"), ModelBuilder.ints("axes", 0));
    model.nodeTo("y", "Sub", List.of("z", mean));
    return model.output("y", FLOAT, batch, 33).build();
  }

  private static Generator load(byte[] model, int parallelism) {
    return Generator.load(model, GeneratorOptions.of(o -> o.parallelism(parallelism)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aSampleHasTheSameBitsHoweverItIsDrawn(byte[] model) {
    try (Generator one = load(model, 1);
        Generator parallel = load(model, 3)) {
      assertThat(one.info().batching().mode()).isIn(Batching.Mode.ROUNDS, Batching.Mode.MIXES);
      float[] expected = one.sample(N, SEED).toArray();
      assertThat(parallel.sample(N, SEED).toArray()).containsExactly(expected);
      for (int i = 0; i < N; i++) {
        assertThat(one.sampleRange(i, 1, SEED).toArray()).containsExactly(row(expected, i));
      }
      List<Float> streamed = new ArrayList<>();
      parallel.forEachChunk(
          0,
          N,
          SEED,
          chunk -> {
            for (float value : chunk.toArray()) {
              streamed.add(value);
            }
          });
      for (int i = 0; i < expected.length; i++) {
        assertThat(streamed.get(i)).isEqualTo(expected[i]);
      }
      TensorData latents = one.latents(3, N - 3, SEED);
      float[] given = one.sample(latents).toArray();
      assertThat(given).containsExactly(Arrays.copyOfRange(expected, 3 * 33, expected.length));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void theCallersMemoryDoesNotMatter(byte[] model) {
    try (Generator generator = load(model, 1);
        Sampler sampler = generator.newSampler()) {
      float[] expected = generator.sample(N, SEED).toArray();
      for (int shift = 0; shift < 16; shift++) {
        FloatBuffer out =
            ByteBuffer.allocateDirect((N * 33 + 16) * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer()
                .position(shift);
        sampler.sampleInto(SEED, 0, N, out);
        float[] found = new float[N * 33];
        out.get(shift, found);
        assertThat(found).as("%d elements into a buffer", shift).containsExactly(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void requestsOfManyClientsStayApart(byte[] model) {
    try (Generator generator = load(model, 1);
        BatchingGenerator batching =
            BatchingGenerator.over(generator, BatchingOptions.defaults())) {
      List<CompletableFuture<Samples>> pending = new ArrayList<>();
      for (int i = 0; i < N; i++) {
        pending.add(batching.sampleAsync(SampleRequest.range(i, 1 + i % 3, SEED)));
      }
      float[] expected = generator.sample(N + 3, SEED).toArray();
      for (int i = 0; i < N; i++) {
        assertThat(pending.get(i).join().toArray())
            .containsExactly(Arrays.copyOfRange(expected, i * 33, (i + 1 + i % 3) * 33));
      }
    }
  }

  @Test
  void batchesCanBeHadAllTheSame() {
    try (Generator single = load(meanOfBatch(-1), 1);
        Generator batches =
            Generator.load(meanOfBatch(-1), GeneratorOptions.of(o -> o.batchAlways(true)))) {
      // Less its own mean a single sample is nothing; with others it is something.
      assertThat(single.sample(4, SEED).toArray()).containsOnly(0f);
      assertThat(batches.sample(4, SEED).toArray()).doesNotContain(0f);
    }
  }

  @Test
  void aModelThatIsRandomInsideIsRefusedUnlessAccepted() {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, -1, 3);
    String noise = model.node("RandomNormalLike", List.of("z"));
    model.nodeTo("y", "Add", List.of("z", noise));
    byte[] bytes = model.output("y", FLOAT, -1, 3).build();
    assertThatThrownBy(() -> Generator.load(bytes, GeneratorOptions.defaults()))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("(RandomNormalLike) draws random numbers of its own")
        .hasMessageContaining("allowIrreproducible");
    try (Generator generator =
        Generator.load(bytes, GeneratorOptions.of(o -> o.allowIrreproducible(true)))) {
      assertThat(generator.info().batching().mode()).isEqualTo(Batching.Mode.IRREPRODUCIBLE);
      assertThat(generator.sample(2, SEED).toArray())
          .isNotEqualTo(generator.sample(2, SEED).toArray());
    }
  }

  private static float[] row(float[] all, int i) {
    return Arrays.copyOfRange(all, i * 33, (i + 1) * 33);
  }
}
