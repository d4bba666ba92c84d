package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A model that works without end is refused by its first run, and does not hold up a caller. */
@Timeout(30)
class LoadLimitTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  /** Adds 1 to a sample as often as no machine counts to; of a known size or not. */
  private static byte[] endless(long... dims) {
    ModelBuilder model = new ModelBuilder().input("z", ModelBuilder.FLOAT, -1, 4);
    String often = model.constant(new long[] {Long.MAX_VALUE});
    GraphProto body =
        GraphProto.newBuilder()
            .setName("body")
            .addInput(TextModels.scalar("i", ModelBuilder.INT64))
            .addInput(TextModels.scalar("on", StoredTensor.BOOL))
            .addInput(TextModels.value("a", ModelBuilder.FLOAT))
            .addAllNode(TextModels.nodes("go = Identity(on)\n b = Add(a, a)"))
            .addOutput(TextModels.scalar("go", StoredTensor.BOOL))
            .addOutput(TextModels.value("b", ModelBuilder.FLOAT))
            .build();
    AttributeProto attribute =
        AttributeProto.newBuilder()
            .setName("body")
            .setType(AttributeProto.AttributeType.GRAPH)
            .setG(body)
            .build();
    String looped = model.node("Loop", List.of(often, "", "z"), attribute);
    model.nodeTo("y", "Identity", List.of(looped));
    return model.output("y", ModelBuilder.FLOAT, dims).build();
  }

  private static void assertRefused(byte[] model, boolean warmUp) {
    GeneratorOptions options = GeneratorOptions.of(o -> o.loadTimeout(SHORT).warmUp(warmUp));
    long start = System.nanoTime();
    assertThatThrownBy(() -> Generator.load(model, options))
        .isInstanceOf(ModelLoadException.class)
        .hasMessage(
            "the model is refused: its first run took longer than the 0.3 s of the option"
                + " loadTimeout, and was stopped; a model that runs for long on purpose needs a"
                + " higher limit");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void theRunThatFindsTheSizeOfASampleIsStopped() {
    assertRefused(endless(-1, -1), false);
  }

  @Test
  void theFirstRunIsStopped() {
    assertRefused(endless(-1, 4), true);
  }

  @Test
  void aCallIsStoppedBetweenStepsOfALoop() {
    GeneratorOptions options = GeneratorOptions.of(o -> o.loadTimeout(SHORT));
    try (Generator generator = Generator.load(endless(-1, 4), options)) {
      assertThatThrownBy(() -> generator.sample(SampleRequest.of(1).timeout(SHORT)))
          .isInstanceOf(SamplingTimeoutException.class);
    }
  }

  @Test
  void aLimitIsPositive() {
    assertThat(GeneratorOptions.defaults().loadTimeout()).isEqualTo(Duration.ofSeconds(60));
    for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
      assertThatThrownBy(() -> GeneratorOptions.of(o -> o.loadTimeout(wrong)))
          .isInstanceOf(InputException.class)
          .hasMessage("a load timeout of " + wrong + ": expected more than zero");
    }
  }
}
