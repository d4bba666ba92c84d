package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.train.constraint.GradientPenalty;
import dev.wgan.train.data.Batch;
import dev.wgan.train.data.TableFormat;
import dev.wgan.train.optimizer.Adam;
import dev.wgan.train.table.RowNetworks;
import dev.wgan.train.table.TableDataset;
import dev.wgan.train.task.GenerateRows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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
    try (InputStream in =
        Objects.requireNonNull(RowTraceTest.class.getResourceAsStream("/golden/table/rows.json"))) {
      trace = NetworkJson.mapper().readTree(in);
    }
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
            weights(trace.at("/initial/generator")),
            weights(trace.at("/initial/critic")),
            Device.cpu(),
            DataType.FLOAT32,
            "")) {
      for (JsonNode step : trace.get("steps")) {
        Batch real = Batches.samples(floats(step.get("real")), n, SCORES + LOGITS);
        CriticTerms terms =
            model.criticStep(
                Batches.critic(real, given(step, "critic", n), floats(step.get("epsilon"))), rate);
        same(terms.loss(), step.get("critic_loss"));
        same(terms.term(), step.get("penalty"));
        same(model.generatorStep(given(step, "generator", n), rate), step.get("generator_loss"));
      }
      same(model.generatorWeights(), trace.at("/final/generator"));
      same(model.criticWeights(), trace.at("/final/critic"));
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
    return Batches.latents(floats(step.get(who + "_latent")), n, latent)
        .with("uniform", buffer(step.get(who + "_uniform")), n, LOGITS)
        .with("marks", FloatBuffer.wrap(marks), LOGITS, SCORES)
        .with("whitening", buffer(trace.get("whitening")), SCORES + LOGITS, values)
        .with("centre", buffer(trace.get("centre")), values);
  }

  private static FloatBuffer buffer(JsonNode array) {
    return FloatBuffer.wrap(floats(array));
  }

  private static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).floatValue();
    }
    return values;
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
}
