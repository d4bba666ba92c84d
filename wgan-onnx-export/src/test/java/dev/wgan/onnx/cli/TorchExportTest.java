package dev.wgan.onnx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.runtime.Npy;
import dev.wgan.runtime.TensorData;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A state dict of PyTorch on the command line. The files are those that {@code python3
 * docs/interop/torch_train.py} wrote with PyTorch 1.13: a generator whose state dict does not list
 * the layers in the order in which they run, and PyTorch's samples of four latents.
 */
class TorchExportTest {
  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void copyFiles() throws IOException {
    for (String name :
        new String[] {
          "generator.json", "names.json", "g.safetensors", "latents.npy", "samples.npy"
        }) {
      try (InputStream in = TorchExportTest.class.getResourceAsStream("/torch/" + name)) {
        Files.copy(Objects.requireNonNull(in, name), folder.resolve(name));
      }
    }
  }

  @Test
  void givesPyTorchsSamples() {
    assertThat(run("export --spec generator.json --weights g.safetensors --names names.json"))
        .as(err.toString())
        .isZero();
    Path model = folder.resolve("out.onnx");
    Path latents = folder.resolve("latents.npy");
    Path samples = folder.resolve("exported.npy");
    assertThat(execute("sample", model + "", "--latents", latents + "", "-o", samples + ""))
        .as(err.toString())
        .isZero();
    TensorData found = Npy.read(samples);
    TensorData expected = Npy.read(folder.resolve("samples.npy"));
    assertThat(found.shape()).isEqualTo(expected.shape());
    float[] theirs = expected.floats();
    float[] ours = found.floats();
    for (int i = 0; i < ours.length; i++) {
      assertThat(Math.abs(ours[i] - theirs[i])).as("value " + i).isLessThan(1e-5f);
    }
  }

  @Test
  void anOrderThatDiffersNeedsTheTable() {
    assertThat(run("export --spec generator.json --weights g.safetensors")).isEqualTo(1);
    assertThat(err.toString())
        .contains("the weights do not match the network by position")
        .contains("'up1.weight' [16×8×4×4]");
    assertThat(folder.resolve("out.onnx")).doesNotExist();
  }

  /** Runs an export of the folder's files to out.onnx. */
  private int run(String line) {
    String[] words = (line + " -o out.onnx").split(" ", -1);
    for (int i = 0; i < words.length; i++) {
      if (words[i].contains(".")) {
        words[i] = folder.resolve(words[i]).toString();
      }
    }
    return execute(words);
  }

  private int execute(String... arguments) {
    CommandLine commandLine = Cli.of(new ExportCli());
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }
}
