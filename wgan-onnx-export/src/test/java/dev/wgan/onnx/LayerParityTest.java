package dev.wgan.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.wgan.network.NetworkSpec;
import dev.wgan.onnx.inspect.Official;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every layer at random sizes and in every opset: through ONNX Runtime against the reference, and
 * through ONNX's own checker with its shape inference.
 */
class LayerParityTest {
  private static final double MOST = 1e-5;

  /** Those in which an operator that is used changed. */
  private static final int[] OPSETS = {9, 10, 11, 17, 18, 20, 22};

  @TempDir private Path folder = Path.of("");

  static Stream<String> cases() {
    return LayerCases.names().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void atRandomSizes(String name) throws IOException {
    for (long seed = 0; seed < 3; seed++) {
      assertThat(error(name, seed, ExportOptions.defaults())).as("seed %d", seed).isLessThan(MOST);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inEveryOpset(String name) throws IOException {
    for (int opset : OPSETS) {
      ExportOptions options = ExportOptions.builder().opset(opset).build();
      assertThat(error(name, 100, options)).as("opset %d", opset).isLessThan(MOST);
      byte[] written = Files.readAllBytes(folder.resolve("layer.onnx"));
      assertThat(Official.problem(ModelProto.parseFrom(written))).as("opset %d", opset).isEmpty();
    }
  }

  private double error(String name, long seed, ExportOptions options) throws IOException {
    NetworkSpec network = LayerCases.network(name, seed);
    return OnnxExporter.of(options)
        .export(network, Networks.weights(network, seed), folder.resolve("layer.onnx"))
        .parity()
        .get(0)
        .relativeError();
  }
}
