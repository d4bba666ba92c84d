package dev.wgan.onnx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.NetworkJson;
import dev.wgan.run.RunFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results on standard output: nothing else goes there, and they are those of a file. */
class StandardOutputTest {
  @TempDir private Path folder = Path.of("");
  private final PrintStream before = System.out;
  private final ByteArrayOutputStream standard = new ByteArrayOutputStream();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private RunFolder run = new RunFolder(Path.of(""));

  @BeforeEach
  void capture() throws IOException {
    run = TestRun.write(folder.resolve("run"), 7);
    System.setOut(new PrintStream(standard, true));
  }

  @AfterEach
  void release() {
    System.setOut(before);
  }

  @Test
  void anExportIsTheFile() throws IOException {
    assertThat(run("export", run.path().toString())).isZero();
    out.getBuffer().setLength(0);
    assertThat(run("export", run.path().toString(), "-o", "-")).isZero();
    assertThat(standard.toByteArray()).isEqualTo(Files.readAllBytes(run.onnx()));
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("wrote standard output", "sha256")
        .doesNotContain(System.getProperty("java.io.tmpdir"));
  }

  @Test
  void aReportIsJsonAlone() throws IOException {
    assertThat(run("export", run.path().toString(), "--report", "-")).isZero();
    JsonNode json = NetworkJson.mapper().readTree(standard.toByteArray());
    assertThat(json.at("/file").asText()).isEqualTo(run.onnx().toString());
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "npy", ""})
  void samplesAreTheFile(String format) throws IOException {
    assertThat(run("export", run.path().toString())).isZero();
    String[] sample = {"sample", run.onnx().toString(), "-n", "4", "--seed", "42", "-o"};
    Path file = folder.resolve("samples." + (format.isEmpty() ? "png" : format));
    assertThat(run(with(sample, file.toString()))).isZero();
    out.getBuffer().setLength(0);
    assertThat(
            run(
                format.isEmpty()
                    ? with(sample, "-")
                    : with(sample, "-", "--format", format.toUpperCase(java.util.Locale.ROOT))))
        .isZero();
    assertThat(standard.toByteArray()).isEqualTo(Files.readAllBytes(file));
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("wrote standard output: 4 samples");
    if (!format.equals("npy")) {
      assertThat(ImageIO.read(new ByteArrayInputStream(standard.toByteArray()))).isNotNull();
    }
  }

  @Test
  void aClosedPipeIsAFailure() {
    System.setOut(
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
              }
            }));
    assertThat(run("export", run.path().toString(), "-o", "-")).isEqualTo(1);
    assertThat(err.toString()).contains("standard output was closed before all was written");
  }

  private static String[] with(String[] words, String... more) {
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  private int run(String... arguments) {
    return Cli.of(new ExportCli())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
