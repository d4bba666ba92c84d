package dev.wgan.runtime;

import static dev.wgan.runtime.ModelBuilder.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Requests drawn in chunks give what one call gives. */
class StreamingTest {
  private static final GeneratorOptions CHUNKS_OF_3 = GeneratorOptions.of(o -> o.chunkSize(3));

  private static List<Samples> chunks(Generator generator, SampleRequest request) {
    List<Samples> chunks = new ArrayList<>();
    generator.forEachChunk(request, chunks::add);
    return chunks;
  }

  private static void assertStreamsWhatItSamples(Generator generator, SampleRequest request) {
    Samples whole = generator.sample(request);
    int done = 0;
    for (Samples chunk : chunks(generator, request)) {
      for (int i = 0; i < chunk.size(); i++, done++) {
        assertThat(chunk.get(i)).isEqualTo(whole.get(done));
        if (generator.info().classes() > 0) {
          assertThat(chunk.label(i)).isEqualTo(whole.label(done));
        }
      }
    }
    assertThat(done).isEqualTo(request.n());
  }

  @Test
  void seedsLabelsAndPsi() {
    try (Generator generator = Generator.load(TestModels.conditional(), CHUNKS_OF_3)) {
      SampleRequest request = SampleRequest.of(8).seed(42).first(5);
      assertStreamsWhatItSamples(generator, request);
      assertStreamsWhatItSamples(generator, request.psi(0.5f).label("café"));
      assertStreamsWhatItSamples(generator, request.labels(0, 1, 2, 0, 1, 2, 1, 1));
      assertStreamsWhatItSamples(
          generator, SampleRequest.of(4).seed(1).labels("café", "CAFÉ", "Ankle boot", "café"));
      assertStreamsWhatItSamples(generator, SampleRequest.of(0).seed(1));
      assertThat(chunks(generator, request)).extracting(Samples::size).containsExactly(3, 3, 2);
      assertThat(chunks(generator, request))
          .extracting(Samples::firstIndex)
          .containsExactly(5L, 8L, 11L);
    }
  }

  @Test
  void givenLatentsAndNamedInputs() {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, -1, 2).input("shift", FLOAT, -1, 2);
    model.nodeTo("out", "Add", List.of("z", "shift"));
    byte[] bytes = model.output("out", FLOAT, -1, 2).build();
    GeneratorOptions options = GeneratorOptions.of(o -> o.chunkSize(3).latentInput("z"));
    try (Generator generator = Generator.load(bytes, options)) {
      TensorData each = TensorData.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 5, 2);
      TensorData all = TensorData.of(new float[] {100, 200}, 1, 2);
      SampleRequest given = SampleRequest.ofLatents(generator.latents(0, 5, 42));
      assertStreamsWhatItSamples(generator, given.input("shift", each));
      assertStreamsWhatItSamples(generator, given.input("shift", all).psi(0.5f));
      assertStreamsWhatItSamples(
          generator, SampleRequest.of(5).seed(42).input("shift", each).first(1));
    }
  }

  @Test
  void allChunksAreOfOneRandomSeed() {
    try (Generator generator = Generator.load(TestModels.mlp(), CHUNKS_OF_3)) {
      List<Samples> chunks = chunks(generator, SampleRequest.of(7));
      long seed = chunks.get(0).seed();
      assertThat(chunks).extracting(Samples::seed).containsOnly(seed);
      assertThat(chunks.get(2).get(0)).isEqualTo(generator.sampleRange(6, 1, seed).get(0));
    }
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeTheFirstChunk() {
    try (Generator generator = Generator.load(TestModels.conditional(), CHUNKS_OF_3)) {
      Consumer<Samples> never =
          chunk -> {
            throw new AssertionError("a chunk of a request that does not fit");
          };
      assertThatThrownBy(
              () -> generator.forEachChunk(SampleRequest.of(9).label("Ankle boots"), never))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("did you mean 'Ankle boot'?");
      assertThatThrownBy(
              () ->
                  generator.stream(SampleRequest.of(5).input("z", TensorData.of(new float[1], 1))))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("has no input [z]");
    }
  }

  @Test
  void aTimeoutRunsFromTheCallToTheLastChunk() throws InterruptedException {
    try (Generator generator = Generator.load(TestModels.mlp(), CHUNKS_OF_3)) {
      Duration timeout = Duration.ofSeconds(2);
      SampleRequest request = SampleRequest.of(9).seed(1).timeout(timeout);
      Iterator<Samples> chunks = generator.stream(request).iterator();
      assertThat(chunks.next().size()).isEqualTo(3);
      Thread.sleep(timeout.toMillis());
      assertThatThrownBy(chunks::next)
          .isInstanceOf(SamplingTimeoutException.class)
          .hasMessageContaining("PT2S");
    }
  }
}
