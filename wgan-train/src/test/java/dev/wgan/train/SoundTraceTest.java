package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.train.architecture.Architecture;
import dev.wgan.train.constraint.GradientPenalty;
import dev.wgan.train.data.Batch;
import dev.wgan.train.optimizer.Adam;
import dev.wgan.train.task.Generate;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Twenty iterations of a conditional WGAN of waveforms whose critic sees spectrograms, compared
 * with PyTorch. {@code golden/sound/trace.py} in the test resources made the numbers; its
 * spectrogram comes from {@code torch.stft}, and its penalty from PyTorch's autograd.
 */
class SoundTraceTest {
  private static final int BATCH = 4;

  @Test
  void repeatsEveryLossAndWeight() throws IOException {
    JsonNode trace = trace();
    Architecture family =
        new Architecture(Architecture.Kind.LOGMEL, 2, 1, 4, Shape.of(1, 1024), 3, 0, 8000);
    double rate = trace.get("rate").doubleValue();
    try (WganModel model =
        new WganModel(
            family.generator(),
            family.critic(new GradientPenalty(10)),
            new GradientPenalty(10),
            new Adam(0, 0.9, 1e-4),
            new Generate(),
            weights(trace.at("/initial/generator")),
            weights(trace.at("/initial/critic")),
            Device.cpu(),
            DataType.FLOAT32,
            "")) {
      for (JsonNode step : trace.get("steps")) {
        long[] labels = longs(step.get("label"));
        Batch real = Batches.samples(waves(step), BATCH, 1, 1024);
        Batch latents = Batches.latents(floats(step.get("critic_latent")), BATCH, 4);
        CriticTerms terms =
            model.criticStep(
                Batches.critic(real.labelled(labels), latents, floats(step.get("epsilon"))), rate);
        same(terms.loss(), step.get("critic_loss"));
        same(terms.term(), step.get("penalty"));
        Batch next = Batches.latents(floats(step.get("generator_latent")), BATCH, 4);
        same(model.generatorStep(next.labelled(labels), rate), step.get("generator_loss"));
      }
      same(model.generatorWeights(), trace.at("/final/generator"));
      same(model.criticWeights(), trace.at("/final/critic"));
    }
  }

  private static JsonNode trace() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            SoundTraceTest.class.getResourceAsStream("/golden/sound/logmel.json"))) {
      return NetworkJson.mapper().readTree(in);
    }
  }

  private static void same(double value, JsonNode expected) {
    double wanted = expected.doubleValue();
    assertThat(value).isCloseTo(wanted, within(1e-4 * Math.abs(wanted) + 1e-5));
  }

  private static void same(Weights weights, JsonNode expected) {
    expected
        .properties()
        .forEach(
            entry -> {
              float[] values = weights.get(entry.getKey()).toArray();
              float[] wanted = floats(entry.getValue().get("data"));
              assertThat(values).hasSameSizeAs(wanted);
              for (int i = 0; i < values.length; i++) {
                assertThat((double) values[i])
                    .as("%s[%s]", entry.getKey(), i)
                    .isCloseTo(wanted[i], within(1e-3 * Math.abs(wanted[i]) + 2e-4));
              }
            });
  }

  private static Weights weights(JsonNode node) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    node.properties()
        .forEach(entry -> tensors.put(entry.getKey(), GoldenTrace.tensor(entry.getValue())));
    return Weights.of(tensors);
  }

  /** Sines of the step's frequencies and phases. */
  private static float[] waves(JsonNode step) {
    float[] waves = new float[BATCH * 1024];
    for (int i = 0; i < waves.length; i++) {
      double frequency = step.get("frequency").get(i / 1024).doubleValue();
      double phase = step.get("phase").get(i / 1024).doubleValue();
      waves[i] = (float) (0.8 * Math.sin(2 * Math.PI * frequency * (i % 1024) / 8000 + phase));
    }
    return waves;
  }

  private static long[] longs(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToLong(JsonNode::longValue)
        .toArray();
  }

  private static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).floatValue();
    }
    return values;
  }
}
