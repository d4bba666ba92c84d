package dev.wgan.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.run.TrainedGenerator;
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

  /**
   * Neither the machine nor the Java version may show; a change of the format changes these. The
   * digests are those of files from before {@code wgan.noise} was written, which is left out here.
   */
  @ParameterizedTest
  @CsvSource({
    "FP32, ce8d7105215903c0553197b525f033124b478286f0604e1193e1f9f404cff17b",
    "FP16_WEIGHTS, 676f846372ef04e1eec404aef9aa16224ef250841d4ac3bd29e50ff58ebc1eaf",
    "INT8, c25d080617e7a8f3b2f4eaeae3c24de85b05dd631666a7769d41147c7427f36f"
  })
  void bytesAreTheSameOnEveryMachine(Precision precision, String digest)
      throws IOException, NoSuchAlgorithmException {
    Path file = folder.resolve("generator.onnx");
    OnnxExporter.of(ExportOptions.builder().precision(precision).build())
        .export(Networks.images(Networks.article(), 2), file);
    byte[] withoutNoise = WithoutNoise.of(Files.readAllBytes(file));
    byte[] found = MessageDigest.getInstance("SHA-256").digest(withoutNoise);
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
