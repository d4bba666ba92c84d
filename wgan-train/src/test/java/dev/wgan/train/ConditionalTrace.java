package dev.wgan.train;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.train.architecture.Architecture;
import dev.wgan.train.constraint.GradientPenalty;
import dev.wgan.train.data.Batch;
import dev.wgan.train.optimizer.Adam;
import dev.wgan.train.task.Generate;
import java.io.IOException;
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
    return new ConditionalTrace(TraceJson.read(resource));
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
            TraceJson.weights(trace.at("/initial/generator")),
            TraceJson.weights(trace.at("/initial/critic")),
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
                Batches.critic(
                    samples.labelled(labels), latents, TraceJson.floats(step.get("epsilon"))),
                rate);
        TraceJson.same(terms.loss(), step.get("critic_loss"));
        TraceJson.same(terms.term(), step.get("penalty"));
        Batch next = latents(step.get("generator_latent"), n, family);
        TraceJson.same(
            model.generatorStep(next.labelled(labels), rate), step.get("generator_loss"));
      }
      TraceJson.same(model.generatorWeights(), trace.at("/final/generator"));
      TraceJson.same(model.criticWeights(), trace.at("/final/critic"));
    }
  }

  private static Batch latents(JsonNode values, int n, Architecture family) {
    return Batches.latents(TraceJson.floats(values), n, family.latent());
  }

  private static long[] longs(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToLong(JsonNode::longValue)
        .toArray();
  }
}
