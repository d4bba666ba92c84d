package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The numbers of a training that PyTorch ran, and their comparison with those of a training here.
 */
final class TraceJson {
  private TraceJson() {}

  static JsonNode read(String resource) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(TraceJson.class.getResourceAsStream(resource), resource)) {
      return NetworkJson.mapper().readTree(in);
    }
  }

  static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).floatValue();
    }
    return values;
  }

  private static Tensor tensor(JsonNode node) {
    List<Integer> shape = new ArrayList<>();
    node.get("shape").forEach(dim -> shape.add(dim.intValue()));
    return Tensor.of(new Shape(shape), floats(node.get("data")));
  }

  static Weights weights(JsonNode tensors) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    tensors.properties().forEach(entry -> weights.put(entry.getKey(), tensor(entry.getValue())));
    return Weights.of(weights);
  }

  /** Compares a loss: 1e-4 of its size, or 1e-5. */
  static void same(double value, JsonNode expected) {
    double wanted = expected.doubleValue();
    assertThat(value).isCloseTo(wanted, within(1e-4 * Math.abs(wanted) + 1e-5));
  }

  /** Compares all weights after some steps: 1e-3 of their size, or 2e-4. */
  static void same(Weights weights, JsonNode expected) {
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
}
