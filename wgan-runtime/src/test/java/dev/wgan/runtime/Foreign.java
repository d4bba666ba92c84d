package dev.wgan.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Generators that PyTorch's own exporter wrote, with the outputs PyTorch computed. */
record Foreign(Path model, TensorData latents, TensorData output) {
  static Foreign load(String name, Path folder) throws IOException {
    Path model = folder.resolve(name + ".onnx");
    Files.write(model, bytes(name + ".onnx"));
    JsonNode json = new ObjectMapper().readTree(bytes(name + ".json"));
    return new Foreign(
        model,
        tensor(json.get("inputs").elements().next()),
        tensor(json.get("outputs").elements().next()));
  }

  static byte[] bytes(String file) throws IOException {
    try (InputStream in = Foreign.class.getResourceAsStream("/foreign/" + file)) {
      return Objects.requireNonNull(in, file).readAllBytes();
    }
  }

  private static TensorData tensor(JsonNode node) {
    int[] shape = new int[node.get("shape").size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = node.get("shape").get(i).asInt();
    }
    float[] values = new float[node.get("data").size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) node.get("data").get(i).asDouble();
    }
    return TensorData.of(values, shape);
  }
}
