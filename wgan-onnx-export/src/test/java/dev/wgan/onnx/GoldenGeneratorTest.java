package dev.wgan.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.Activation;
import dev.wgan.network.ConvTranspose;
import dev.wgan.network.InputSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Normalization;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Safetensors;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.runtime.TensorData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Generators that PyTorch trained and evaluated: exported, they give what PyTorch gave. */
class GoldenGeneratorTest {
  @TempDir private Path folder = Path.of("");

  private static NetworkSpec network(String name) {
    if (name.startsWith("mlp")) {
      return NetworkSpec.of(
          InputSpec.latent(6),
          new Linear(6, 10),
          new Activation.Relu(),
          new Linear(10, 12),
          new Activation.Tanh());
    }
    return NetworkSpec.of(
        InputSpec.latent(6),
        new Linear(6, 24),
        new Reshaping.Reshape(Shape.of(6, 2, 2)),
        new Normalization.BatchNorm(6, 1e-5, 0.1, true),
        new Activation.Relu(),
        ConvTranspose.of2d(6, 3, 4, 2, 1),
        new Normalization.BatchNorm(3, 1e-5, 0.1, true),
        new Activation.Relu(),
        ConvTranspose.of2d(3, 1, 4, 2, 1),
        new Activation.Tanh());
  }

  @ParameterizedTest
  @CsvSource({
    "conv-gp-adam, true",
    "conv-gp-adam, false",
    "conv-clip-rmsprop, true",
    "conv-clip-rmsprop, false",
    "mlp-article-rmsprop, true"
  })
  void givesWhatPyTorchGave(String name, boolean fold) throws IOException {
    JsonNode trace = read(name);
    Map<String, Tensor> tensors = finalWeights(trace);
    Tensor latents = tensor(trace.at("/eval/z"));
    float[] expected = tensor(trace.at("/eval/samples")).toArray();
    Path file = folder.resolve("generator.onnx");
    ExportReport report =
        OnnxExporter.of(ExportOptions.builder().fold(fold).build())
            .export(network(name), Weights.of(tensors), file);
    assertThat(report.folded()).isEqualTo(fold && name.startsWith("conv") ? 2 : 0);
    try (OrtModel model = OrtModel.open(file)) {
      TensorData z = TensorData.of(latents.toArray(), latents.shape().toArray());
      float[] found =
          Objects.requireNonNull(model.run(Map.of("latent", z), List.of("samples")).get("samples"));
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < found.length; i++) {
        assertThat(Math.abs(found[i] - expected[i])).isLessThan(1e-5f);
      }
    }
  }

  /** The files that docs/interop/torch_generator.py reads in PyTorch are those a run writes. */
  @ParameterizedTest
  @ValueSource(strings = {"conv-gp-adam", "mlp-article-rmsprop"})
  void writesTheFilesThatPyTorchReads(String name) throws IOException {
    Path weights = folder.resolve("generator.safetensors");
    Safetensors.write(weights, Weights.of(finalWeights(read(name))));
    assertThat(weights).binaryContent().isEqualTo(bytes(name + "/generator.safetensors"));
    assertThat(NetworkJson.write(network(name)).getBytes(StandardCharsets.UTF_8))
        .isEqualTo(bytes(name + "/generator.json"));
  }

  private static byte[] bytes(String file) throws IOException {
    try (InputStream in = GoldenGeneratorTest.class.getResourceAsStream("/golden/" + file)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static Map<String, Tensor> finalWeights(JsonNode trace) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : trace.get("final").properties()) {
      tensors.put(entry.getKey(), tensor(entry.getValue()));
    }
    return tensors;
  }

  private static Tensor tensor(JsonNode node) {
    List<Integer> dims = new java.util.ArrayList<>();
    node.get("shape").forEach(dim -> dims.add(dim.intValue()));
    float[] values = new float[node.get("data").size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get("data").get(i).floatValue();
    }
    return Tensor.of(new Shape(dims), values);
  }

  private static JsonNode read(String name) throws IOException {
    try (InputStream in =
        GoldenGeneratorTest.class.getResourceAsStream("/golden/" + name + ".json")) {
      return NetworkJson.mapper().readTree(Objects.requireNonNull(in));
    }
  }
}
