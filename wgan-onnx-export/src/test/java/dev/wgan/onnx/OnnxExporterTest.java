package dev.wgan.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.network.TrainedGenerator;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.ModelInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxExporterTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void theRuntimeKnowsHowToSampleAnExportedGenerator() throws IOException {
    TrainedGenerator trained = Networks.images(Networks.article(), 1);
    Path file = folder.resolve("generator.onnx");
    ExportReport report = OnnxExporter.of(ExportOptions.defaults()).export(trained, file);
    assertThat(report.parity()).allMatch(Parity::holds);
    assertThat(report.opset()).isEqualTo(13);
    assertThat(report.bytes()).isEqualTo(Files.size(file));
    try (Generator generator = Generator.load(file)) {
      assertThat(generator.info().input(ModelInput.Role.LATENT)).isPresent();
      assertThat(generator.info().output().shape()).containsExactly(1, 28, 28);
      assertThat(generator.info().training()).containsEntry("preset", "wgan");
      assertThat(generator.info().digest()).hasValue(report.digest());
      assertThat(generator.selfTest().samples()).isEqualTo(4);
      assertThat(generator.sample(3, 42).size()).isEqualTo(3);
    }
    assertThat(files()).containsExactly(file);
  }

  @Test
  void theSameGeneratorGivesTheSameBytes() throws IOException {
    TrainedGenerator trained = Networks.images(Networks.article(), 2);
    Path first = folder.resolve("a.onnx");
    Path second = folder.resolve("b.onnx");
    OnnxExporter exporter = OnnxExporter.of(ExportOptions.defaults());
    exporter.export(trained, first);
    exporter.export(trained, second);
    assertThat(first).hasSameBinaryContentAs(second);
  }

  /** Neither the machine nor the Java version may show; a change of the format changes these. */
  @ParameterizedTest
  @CsvSource({
    "FP32, 0d74535c80b821f973da549b1857fc940a87aa2872b9d3a364c6846b3bc86e68",
    "FP16_WEIGHTS, 38882af5d980c7abea027d886bc5d43f77e433af5cea51f49868875893737dce",
    "INT8, baec98d6c0ead37692f601b192b9206f41c47b007d18d0b5d59288885b2f4fd9"
  })
  void bytesAreTheSameOnEveryMachine(Precision precision, String digest)
      throws IOException, NoSuchAlgorithmException {
    Path file = folder.resolve("generator.onnx");
    OnnxExporter.of(ExportOptions.builder().precision(precision).build())
        .export(Networks.images(Networks.article(), 2), file);
    byte[] found = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    assertThat(HexFormat.of().formatHex(found)).isEqualTo(digest);
  }

  @Test
  void anotherReferenceThatDisagreesStopsTheExport() throws IOException {
    TrainedGenerator trained = Networks.images(Networks.article(), 3);
    ExportOptions options =
        ExportOptions.builder().reference(inputs -> new float[16 * 784]).build();
    Path file = folder.resolve("generator.onnx");
    assertThatThrownBy(() -> OnnxExporter.of(options).export(trained, file))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("the given network");
    assertThat(files()).isEmpty();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
