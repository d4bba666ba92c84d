package dev.wgan.train.torchscript;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.wgan.network.Conv3d;
import dev.wgan.network.Custom;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.PhaseShuffle;
import dev.wgan.network.Weights;
import dev.wgan.onnx.ExportException;
import dev.wgan.onnx.ExportOptions;
import dev.wgan.onnx.ExportReport;
import dev.wgan.onnx.LayerCases;
import dev.wgan.onnx.Networks;
import dev.wgan.onnx.OnnxExporter;
import dev.wgan.onnx.Parity;
import dev.wgan.onnx.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every layer, exported and run by ONNX Runtime, against the network that is trained, in
 * evaluation: PyTorch's own operators. The table in the documentation must list the same layers
 * with the same verdicts; the property {@code wgan.test.write} writes it anew.
 */
class LayerTableTest {
  private static final double MOST = 1e-5;
  private static final int SEEDS = 5;
  private static final Path DOCUMENTED = Path.of("../docs/LAYERS.md");

  /** Digits differ between processors, and so may whether the error is exactly 0. */
  private static final String FIGURE = "\\| (0|\\d+e-\\d+) (?=\\|)";

  private static final String HEAD =
      """
      # Layers and the accuracy of their export

      Each layer is measured with %d seeds of random weights and shapes, with odd sizes and with strides
      that differ from the kernel. An error is the largest difference divided by the largest output.
      `LayerTableTest` writes this table, and fails if an error of 32-bit weights is above 1e-5.

      - **PyTorch**: the exported graph in ONNX Runtime, compared with PyTorch's operators as trained
      - **definition**: the exported graph, compared with the layer's definition in double precision
      - **opsets**: the opsets in which the layer can be written
      - **fp16-weights**, **int8**: rounded weights, compared with the definition. The layers are larger
        here, because fewer than 256 weights (4096 for int8) are not rounded. A dash marks a layer
        without weights to round, *kept* a layer for which integers are not faster
      - **folding**: batch normalization merged into the layer before it, compared with PyTorch

      *Classes in groups* and *Classes in one group* are labels that the latent completes, as
      `export --group-classes` writes them ([TRAINING.md](TRAINING.md#fewer-classes-than-in-training)).

      | layer | PyTorch | definition | opsets | fp16-weights | int8 | folding |
      |---|---|---|---|---|---|---|
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void everyLayerIsPyTorchs() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String name : LayerCases.names()) {
      rows.add(row(name));
    }
    String table = HEAD.formatted(SEEDS) + String.join("\n", rows) + "\n";
    if (Boolean.getBoolean("wgan.test.write")) {
      Files.writeString(DOCUMENTED, table);
    }
    assertThat(Files.readString(DOCUMENTED).replaceAll(FIGURE, "| # "))
        .as("docs/LAYERS.md; -Dwgan.test.write=true writes it anew")
        .isEqualTo(table.replaceAll(FIGURE, "| # "));
  }

  @Test
  void noLayerIsLeftOut() {
    Set<Class<?>> left = new HashSet<>();
    for (JsonSubTypes.Type type : LayerSpec.class.getAnnotation(JsonSubTypes.class).value()) {
      left.add(type.value());
    }
    left.remove(Custom.class);
    left.remove(Conv3d.class); // of critics only, too
    left.remove(PhaseShuffle.class); // of critics only: the export refuses it
    for (String name : LayerCases.names()) {
      NetworkSpec.flattened(LayerCases.network(name, 0).layers())
          .forEach(layer -> left.remove(layer.getClass()));
    }
    assertThat(left).isEmpty();
  }

  private String row(String name) throws IOException {
    double torch = 0;
    double definition = 0;
    double folding = 0;
    int folded = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      NetworkSpec network = LayerCases.network(name, seed);
      Weights weights = Networks.weights(network, seed);
      ExportReport report = against(network, weights, true);
      definition = Math.max(definition, report.parity().get(0).relativeError());
      torch = Math.max(torch, report.parity().get(1).relativeError());
      if (report.folded() > 0) {
        folded++;
        folding = Math.max(folding, report.parity().get(1).relativeError());
        torch = Math.max(torch, against(network, weights, false).parity().get(1).relativeError());
      }
    }
    assertThat(torch).as("%s against PyTorch", name).isLessThanOrEqualTo(MOST);
    assertThat(definition).as("%s against its definition", name).isLessThanOrEqualTo(MOST);
    NetworkSpec network = LayerCases.network(name, 0);
    Weights weights = Networks.weights(network, 0);
    int oldest = export(network, weights, ExportOptions.builder().opset(9)).orElseThrow().opset();
    int newest = export(network, weights, ExportOptions.builder().opset(22)).orElseThrow().opset();
    return "| %s | %s | %s | %d–%d | %s | %s | %s |"
        .formatted(
            name,
            figure(torch),
            figure(definition),
            oldest,
            newest,
            rounded(name, Precision.FP16_WEIGHTS),
            rounded(name, Precision.INT8),
            folded > 0 ? figure(folding) : "–");
  }

  private String rounded(String name, Precision precision) throws IOException {
    Optional<NetworkSpec> wide = LayerCases.wide(name);
    if (wide.isEmpty()) {
      return "–";
    }
    Weights weights = Networks.weights(wide.get(), 1);
    return export(wide.get(), weights, ExportOptions.builder().precision(precision))
        .map(report -> figure(last(report).relativeError()))
        .orElse("kept");
  }

  private static Parity last(ExportReport report) {
    return report.parity().get(report.parity().size() - 1);
  }

  private ExportReport against(NetworkSpec network, Weights weights, boolean fold)
      throws IOException {
    try (TorchReference torch = TorchReference.of(network, weights)) {
      return export(network, weights, ExportOptions.builder().fold(fold).reference(torch))
          .orElseThrow();
    }
  }

  /** Exports; empty where integers find nothing to do. */
  private Optional<ExportReport> export(
      NetworkSpec network, Weights weights, ExportOptions.Builder options) throws IOException {
    try {
      return Optional.of(
          OnnxExporter.of(options.build()).export(network, weights, folder.resolve("layer.onnx")));
    } catch (ExportException e) {
      assertThat(e).hasMessageContaining("int8 has no effect");
      return Optional.empty();
    }
  }

  private static String figure(double error) {
    return error == 0 ? "0" : String.format(Locale.ROOT, "%.0e", error);
  }
}
