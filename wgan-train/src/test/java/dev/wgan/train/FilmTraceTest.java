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
 * Twenty iterations of a conditional WGAN of films, compared with PyTorch. {@code
 * golden/film/trace.py} in the test resources made the numbers.
 */
class FilmTraceTest {
  private static final int BATCH = 4;
  private static final int FRAMES = 4;
  private static final int SIDE = 28;
  private static final int SQUARE = 8;

  @Test
  void repeatsEveryLossAndWeight() throws IOException {
    JsonNode trace = trace();
    Architecture family =
        new Architecture(Architecture.Kind.TGAN, 2, 1, 4, Shape.of(FRAMES, 1, SIDE, SIDE), 3, 0);
    double rate = trace.get("rate").doubleValue();
    try (WganModel model =
        new WganModel(
            family.generator(),
            family.critic(new GradientPenalty(10)),
            new GradientPenalty(10),
            new Adam(0, 0.9, 1e-3),
            new Generate(),
            weights(trace.at("/initial/generator")),
            weights(trace.at("/initial/critic")),
            Device.cpu(),
            DataType.FLOAT32,
            "")) {
      for (JsonNode step : trace.get("steps")) {
        long[] labels = longs(step.get("label"));
        Batch real = Batches.samples(films(step), BATCH, FRAMES, 1, SIDE, SIDE);
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
        Objects.requireNonNull(FilmTraceTest.class.getResourceAsStream("/golden/film/tgan.json"))) {
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

  /** White squares that move over black. */
  private static float[] films(JsonNode step) {
    float[] films = new float[BATCH * FRAMES * SIDE * SIDE];
    int at = 0;
    for (int i = 0; i < BATCH; i++) {
      for (int t = 0; t < FRAMES; t++) {
        int left = step.get("x").get(i).intValue() + t * step.get("dx").get(i).intValue();
        int top = step.get("y").get(i).intValue() + t * step.get("dy").get(i).intValue();
        for (int p = 0; p < SIDE * SIDE; p++) {
          int column = p % SIDE - left;
          int row = p / SIDE - top;
          boolean white = column >= 0 && column < SQUARE && row >= 0 && row < SQUARE;
          films[at++] = white ? 1 : -1;
        }
      }
    }
    return films;
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
