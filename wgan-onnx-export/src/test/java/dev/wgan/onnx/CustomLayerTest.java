package dev.wgan.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.network.Custom;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomLayerTest {
  private static final String JSON =
      """
      {"inputs": [{"name": "latent", "role": "latent", "shape": [5]}],
       "layers": [
         {"type": "linear", "in": 5, "out": 3},
         {"type": "custom", "kind": "%s", "attributes": {"frequency": %s}}]}
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void isReadWrittenAndExportedLikeAnyOther() throws IOException {
    NetworkSpec network = NetworkJson.parse(JSON.formatted("snake", "2.5"), "test");
    assertThat(network.layers().get(1)).isEqualTo(new Custom("snake", Map.of("frequency", 2.5)));
    assertThat(NetworkJson.parse(NetworkJson.write(network), "test")).isEqualTo(network);
    assertThat(network.parameters()).extracting("name").contains("1.gain");
    ExportReport report =
        OnnxExporter.of(ExportOptions.defaults())
            .export(network, Networks.weights(network, 1), folder.resolve("snake.onnx"));
    assertThat(report.parity().get(0).relativeError()).isLessThan(1e-6);
  }

  @Test
  void ofAnUnknownKindIsRefused() {
    assertThatThrownBy(() -> NetworkJson.parse(JSON.formatted("snail", "2.5"), "test"))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("'snail' has no provider")
        .hasMessageContaining("[snake]");
  }

  @Test
  void namesTheAttributeThatIsWrong() {
    assertThatThrownBy(() -> NetworkJson.parse(JSON.formatted("snake", "\"high\""), "test"))
        .hasMessageContaining("1 (custom) of kind 'snake' has the attribute frequency = high");
  }
}
