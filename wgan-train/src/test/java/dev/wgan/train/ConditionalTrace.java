package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.NetworkJson;
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
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** A conditional training with a gradient penalty that PyTorch ran, to be repeated here. */
final class ConditionalTrace {
  private static final GradientPenalty PENALTY = new GradientPenalty(10);

  private final JsonNode trace;

  private ConditionalTrace(JsonNode trace) {
    this.trace = trace;
  }

  static ConditionalTrace read(String resource) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ConditionalTrace.class.getResourceAsStream(resource), resource)) {
      return new ConditionalTrace(NetworkJson.mapper().readTree(in));
    }
  }

  /** Repeats every iteration on the real samples that a step describes; compares all numbers. */
  void isRepeatedBy(Architecture family, Adam optimizer, Function<JsonNode, float[]> real) {
    double rate = trace.get("rate").doubleValue();
    try (WganModel model =
        new WganModel(
            family.generator(),
            family.critic(PENALTY),
            PENALTY,
            optimizer,
            new Generate(),
            weights(trace.at("/initial/generator")),
            weights(trace.at("/initial/critic")),
            Device.cpu(),
            DataType.FLOAT32,
            "")) {
      for (JsonNode step : trace.get("steps")) {
        long[] labels = longs(step.get("label"));
        int n = labels.length;
        Batch samples = Batches.samples(real.apply(step), family.sample().batch(n));
        Batch latents = latents(step.get("critic_latent"), n, family);
        CriticTerms terms =
            model.criticStep(
                Batches.critic(samples.labelled(labels), latents, floats(step.get("epsilon"))),
                rate);
        same(terms.loss(), step.get("critic_loss"));
        same(terms.term(), step.get("penalty"));
        Batch next = latents(step.get("generator_latent"), n, family);
        same(model.generatorStep(next.labelled(labels), rate), step.get("generator_loss"));
      }
      same(model.generatorWeights(), trace.at("/final/generator"));
      same(model.criticWeights(), trace.at("/final/critic"));
    }
  }

  private static Batch latents(JsonNode values, int n, Architecture family) {
    return Batches.latents(floats(values), n, family.latent());
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
