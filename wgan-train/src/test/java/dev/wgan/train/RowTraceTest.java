package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.train.constraint.GradientPenalty;
import dev.wgan.train.data.Batch;
import dev.wgan.train.data.TableFormat;
import dev.wgan.train.optimizer.Adam;
import dev.wgan.train.table.RowNetworks;
import dev.wgan.train.table.TableDataset;
import dev.wgan.train.task.GenerateRows;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty iterations of a WGAN of typed rows, compared with PyTorch. {@code golden/table/trace.py}
 * in the test resources made the numbers, from a program of its own.
 */
class RowTraceTest {
  private static final GradientPenalty PENALTY = new GradientPenalty(10);
  private static final int SCORES = 2;
  private static final int LOGITS = 5;

  @TempDir Path folder;

  private JsonNode trace = NetworkJson.mapper().createObjectNode();

  @BeforeEach
  void read() throws IOException {
    trace = TraceJson.read("/golden/table/rows.json");
  }

  @Test
  void repeatsEveryLossAndWeight() throws IOException {
    TableDataset rows = rows();
    int latent = trace.get("latent").intValue();
    int units = trace.get("units").intValue();
    int values = trace.get("values").intValue();
    int n = trace.get("batch").intValue();
    double rate = trace.get("rate").doubleValue();
    assertThat(rows.layout().scores()).isEqualTo(SCORES);
    assertThat(rows.layout().logits()).isEqualTo(LOGITS);
    NetworkSpec generator = new RowNetworks(latent, SCORES + 2, rows.layout()).generator(units, 2);
    try (WganModel model =
        new WganModel(
            generator,
            RowNetworks.critic(values, 2 * units, 2),
            PENALTY,
            new Adam(0.5, 0.9, 1e-4),
            new GenerateRows(rows, units, 2, latent),
            TraceJson.weights(trace.at("/initial/generator")),
            TraceJson.weights(trace.at("/initial/critic")),
            Device.cpu(),
            DataType.FLOAT32,
            "")) {
      for (JsonNode step : trace.get("steps")) {
        Batch real = Batches.samples(TraceJson.floats(step.get("real")), n, SCORES + LOGITS);
        CriticTerms terms =
            model.criticStep(
                Batches.critic(
                    real, given(step, "critic", n), TraceJson.floats(step.get("epsilon"))),
                rate);
        TraceJson.same(terms.loss(), step.get("critic_loss"));
        TraceJson.same(terms.term(), step.get("penalty"));
        TraceJson.same(
            model.generatorStep(given(step, "generator", n), rate), step.get("generator_loss"));
      }
      TraceJson.same(model.generatorWeights(), trace.at("/final/generator"));
      TraceJson.same(model.criticWeights(), trace.at("/final/critic"));
    }
  }

  /** A table of the layout of the trace. */
  private TableDataset rows() throws IOException {
    StringBuilder csv = new StringBuilder("size,kind,weight\n");
    for (int i = 0; i < 90; i++) {
      csv.append(i % 4 == 0 ? "" : String.valueOf(i * 37 % 83)).append(',');
      csv.append("abc".charAt(i % 3)).append(',').append(i * 29 % 71).append('\n');
    }
    Path file = folder.resolve("rows.csv");
    Files.writeString(file, csv);
    return TableDataset.open(file, Optional.empty(), TableFormat.AUTO);
  }

  /** The tensors that the task gives, with the numbers of the trace. */
  private Batch given(JsonNode step, String who, int n) {
    int latent = trace.get("latent").intValue();
    int values = trace.get("values").intValue();
    float[] marks = new float[LOGITS * SCORES];
    marks[SCORES] = 1; // the second logit marks the first score as missing
    return Batches.latents(TraceJson.floats(step.get(who + "_latent")), n, latent)
        .with("uniform", buffer(step.get(who + "_uniform")), n, LOGITS)
        .with("marks", FloatBuffer.wrap(marks), LOGITS, SCORES)
        .with("whitening", buffer(trace.get("whitening")), SCORES + LOGITS, values)
        .with("centre", buffer(trace.get("centre")), values);
  }

  private static FloatBuffer buffer(JsonNode array) {
    return FloatBuffer.wrap(TraceJson.floats(array));
  }
}
