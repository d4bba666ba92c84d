package dev.wgan.onnx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.Safetensors;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.run.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ExportCommandTest {
  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private RunFolder run = new RunFolder(Path.of(""));

  @BeforeEach
  void train() throws IOException {
    run = TestRun.write(folder.resolve("run"), 7);
  }

  @Test
  void exportsTheLatestCheckpointAndReports() throws IOException {
    Files.createDirectories(run.checkpoint(9).path());
    Safetensors.write(run.checkpoint(9).generator(), TestRun.weights(6));
    Path report = folder.resolve("report.json");
    assertThat(run("export", run.path().toString(), "--report", report.toString())).isZero();
    assertThat(out.toString())
        .contains("wrote " + run.onnx(), "merged 1 batch normalizations", "sha256")
        .containsPattern("against the reference: 16 samples at batch sizes \\[1, 2, 7, 64]");
    JsonNode json = NetworkJson.mapper().readTree(Files.readString(report));
    assertThat(json.at("/file").asText()).isEqualTo(run.onnx().toString());
    assertThat(json.at("/opset").asInt()).isEqualTo(13);
    assertThat(json.at("/parity/0/relative_error").asDouble()).isBetween(0.0, 1e-5);
    String latest = json.at("/digest").asText();
    assertThat(
            run(
                "export",
                run.path().toString(),
                "--checkpoint",
                "7",
                "--report",
                report.toString()))
        .isZero();
    assertThat(NetworkJson.mapper().readTree(Files.readString(report)).at("/digest").asText())
        .isNotEqualTo(latest);
  }

  @Test
  void saysWhichCheckpointItTakes() throws IOException {
    Files.createDirectories(run.checkpoint(9).path());
    Safetensors.write(run.checkpoint(9).generator(), TestRun.weights(6));
    Files.writeString(run.checkpoint(9).state(), "{\"step\": 9, \"best_step\": 7}");
    assertThat(run("export", run.path().toString())).isZero();
    assertThat(out.toString()).contains("checkpoint of step 9, the latest", "step 7 is the best");
    byte[] latest = Files.readAllBytes(run.onnx());
    assertThat(run("export", run.path().toString(), "--checkpoint", "best")).isZero();
    assertThat(out.toString()).contains("checkpoint of step 7, the best by the criterion");
    assertThat(run.onnx()).binaryContent().isNotEqualTo(latest);
    assertThat(run("export", run.path().toString(), "--checkpoint", "latest")).isZero();
    assertThat(run.onnx()).hasBinaryContent(latest);
  }

  @Test
  void everyOptionIsTaken() throws IOException {
    Path file = folder.resolve("g.onnx");
    assertThat(
            run(
                "export",
                run.path().toString(),
                "-o",
                file.toString(),
                "--precision",
                "fp16-weights",
                "--opset",
                "17",
                "--image-output",
                "uint8",
                "--batch",
                "2",
                "--no-fold",
                "--external-data"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("fp16-weights, opset 17").doesNotContain("merged");
    assertThat(run("describe", file.toString(), "--json")).isZero();
    assertThat(out.toString()).contains("BatchNormalization", "uint8");
  }

  @Test
  void takesWeightsFromElsewhere() throws IOException {
    Path spec = folder.resolve("network.json");
    Path weights = folder.resolve("foreign.safetensors");
    Files.writeString(spec, NetworkJson.write(TestRun.NETWORK));
    Map<String, Tensor> renamed = new LinkedHashMap<>();
    Weights own = TestRun.weights(5);
    own.names().forEach(name -> renamed.put("generator.main." + name, own.get(name)));
    Safetensors.write(weights, Weights.of(renamed));
    Path file = folder.resolve("foreign.onnx");
    assertThat(
            run(
                "export",
                "--spec",
                spec.toString(),
                "--weights",
                weights.toString(),
                "-o",
                file.toString()))
        .as(err.toString())
        .isZero();
    assertThat(file).exists();
  }

  @Test
  void writesAModelCard() throws IOException {
    Files.writeString(run.metrics(), "step,wasserstein,seconds\n5,1.5,NaN\n7,1.25,3.5\n9,0.5,4\n");
    assertThat(run("export", run.path().toString(), "--card", "--licence", "CC0")).isZero();
    Path card = run.path().resolve("generator.md");
    assertThat(card)
        .content()
        .contains("# generator.onnx", "normal latents of shape [6] to image samples")
        .contains("| preset | wgan-gp |", "| wasserstein | 1.25 |", "## Licence\n\nCC0\n")
        .contains("![64 samples of seed 0](generator.png)")
        .doesNotContain("0.5 |");
    assertThat(run.path().resolve("generator.png")).isNotEmptyFile();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "export; 2; name the run folder to export",
        "export RUN --opset 8; 2; opset is 8: expected 9 to 22",
        "export RUN --precision fp8; 2; 'fp8' is none of [fp32, fp16-weights, int8, int8-dynamic]",
        "export RUN --image-output png; 2; --image-output is 'png': float or uint8",
        "export RUN --spec x.json; 2; --spec, --weights and -o go together",
        "export RUN --checkpoint 8; 2; has no checkpoint '8': expected latest, best or one of [7]",
        "export RUN --report RUN/none/r.json; 2; the folder RUN/none does not exist",
        "export RUN --licence CC0; 2; --licence is part of the model card: add --card",
        "export RUN --names x.json; 2; --names is for --weights",
        "export RUN --checkpoint best; 2; has no best checkpoint",
        "export RUN -o - --report -; 2; only one result can go to standard output",
        "export RUN -o - --card; 2; -o - is one file",
        "export nowhere; 1; nowhere is not a run folder",
        "export RUN --precision int8; 1; int8 has no effect",
        "export RUN -o RUN/none/g.onnx; 1; none does not exist",
      })
  void failuresAreOneSentence(String arguments, int code, String sentence) {
    String[] words = arguments.replace("RUN", run.path().toString()).split(" ", -1);
    assertThat(run(words)).isEqualTo(code);
    assertThat(err.toString()).contains(sentence.replace("RUN", run.path().toString()));
    assertThat(run.onnx()).doesNotExist();
  }

  private int run(String... arguments) {
    CommandLine commandLine = Cli.of(new ExportCli());
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
