package dev.wgan.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.network.NetworkSpec;
import dev.wgan.runtime.Batching;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.ModelInput;
import dev.wgan.runtime.SampleRequest;
import dev.wgan.runtime.TensorData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every layer at sizes that are and are not multiples of 16: a sample has the same bits alone, in
 * batches, in chunks, on several threads and after loading again. By default at one size; with
 * {@code -Dwgan.test.long=true} at all.
 */
class BitEqualityTest {
  private static final boolean LONG = Boolean.getBoolean("wgan.test.long");
  private static final int[] SIZES = LONG ? new int[] {7, 33, 50, 64, 100} : new int[] {33};
  private static final int[] BATCHES = {1, 2, 7, 64};
  private static final int MOST = 64;
  private static final long SEED = 42;

  @TempDir private Path folder = Path.of("");

  static Stream<String> cases() {
    return SizedLayers.names().stream();
  }

  @Test
  void everyLayerIsThere() {
    assertThat(SizedLayers.names()).containsExactlyInAnyOrderElementsOf(LayerCases.names());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSampleHasTheSameBitsHoweverItIsRun(String name) throws IOException {
    for (int size : SIZES) {
      for (NetworkSpec network : SizedLayers.networks(name, size)) {
        for (Precision precision : LONG ? Precision.values() : new Precision[] {Precision.FP32}) {
          compare(network, precision, "%s at %d, %s".formatted(name, size, precision));
        }
      }
    }
  }

  private void compare(NetworkSpec network, Precision precision, String what) throws IOException {
    Path file = folder.resolve("layer.onnx");
    try {
      OnnxExporter.of(ExportOptions.builder().precision(precision).build())
          .export(network, Networks.weights(network, 1), file);
    } catch (ExportException e) {
      // Integers find nothing to do in most of these layers, or lose too much of them.
      assertThat(precision).isIn(Precision.INT8, Precision.INT8_DYNAMIC);
      return;
    }
    float[] alone = alone(file, what);
    GeneratorOptions.Builder options = GeneratorOptions.builder();
    compare(file, options.build(), alone, what + " in batches");
    if (LONG) {
      compare(file, options.chunkSize(5).build(), alone, what + " in chunks");
      compare(file, options.chunkSize(0).parallelism(3).build(), alone, what + " in parallel");
    } else {
      options.chunkSize(5).parallelism(3);
      compare(file, options.build(), alone, what + " in chunks, in parallel");
    }
  }

  private static float[] alone(Path file, String what) {
    try (Generator generator = Generator.load(file)) {
      // The logarithm rounds by its place; spectrograms belong to critics and classifiers.
      Batching.Mode mode =
          what.startsWith("LogMel") ? Batching.Mode.ROUNDS : Batching.Mode.INVARIANT;
      assertThat(generator.info().batching().mode()).as(what).isEqualTo(mode);
      float[][] rows = new float[MOST][];
      for (int i = 0; i < MOST; i++) {
        rows[i] = generator.sample(request(generator, i, 1)).toArray();
      }
      float[] all = new float[MOST * rows[0].length];
      for (int i = 0; i < MOST; i++) {
        System.arraycopy(rows[i], 0, all, i * rows[0].length, rows[0].length);
      }
      return all;
    }
  }

  /** Two loads of the file each time, so that what is compared was loaded again, too. */
  private static void compare(Path file, GeneratorOptions options, float[] alone, String what) {
    try (Generator generator = Generator.load(file, options)) {
      int size = alone.length / MOST;
      for (int batch : BATCHES) {
        float[] found = generator.sample(request(generator, 0, batch)).toArray();
        assertThat(Arrays.equals(found, Arrays.copyOf(alone, batch * size)))
            .as("%s of %d", what, batch)
            .isTrue();
      }
      float[] last = generator.sample(request(generator, MOST - 9, 9)).toArray();
      assertThat(Arrays.equals(last, Arrays.copyOfRange(alone, (MOST - 9) * size, alone.length)))
          .as(what)
          .isTrue();
    }
  }

  /** Samples of a seed; inputs that are neither latent nor label are given, the same every time. */
  private static SampleRequest request(Generator generator, int first, int n) {
    SampleRequest request = SampleRequest.of(n).seed(SEED).first(first);
    for (ModelInput input : generator.info().inputs()) {
      if (input.role() == ModelInput.Role.IMAGE || input.role() == ModelInput.Role.MASK) {
        int size = input.shape().stream().mapToInt(Integer::intValue).reduce(1, (a, b) -> a * b);
        float[] values = new float[n * size];
        for (int i = 0; i < n; i++) {
          Random random = new Random(first + i);
          for (int k = 0; k < size; k++) {
            values[i * size + k] = random.nextFloat();
          }
        }
        int[] dims = new int[input.shape().size() + 1];
        dims[0] = n;
        for (int d = 1; d < dims.length; d++) {
          dims[d] = input.shape().get(d - 1);
        }
        request = request.input(input.name(), TensorData.of(values, dims));
      }
    }
    return request;
  }
}
