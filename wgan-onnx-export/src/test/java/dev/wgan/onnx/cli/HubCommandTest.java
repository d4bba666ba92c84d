package dev.wgan.onnx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.NetworkJson;
import dev.wgan.run.RunFolder;
import dev.wgan.runtime.Generator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/** {@code wgan hub}: a folder whose header a YAML parser reads and whose model is the same. */
class HubCommandTest {
  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private RunFolder run = new RunFolder(Path.of(""));
  private Path hub = Path.of("");

  @BeforeEach
  void train() throws IOException {
    run = TestRun.write(folder.resolve("run"), 7);
    hub = folder.resolve("small: clothes");
  }

  @Test
  void aRunBecomesAFolderWithItsWeights() throws IOException {
    assertThat(run("hub", run.path().toString(), "-o", hub.toString(), "--licence", "MIT"))
        .isZero();
    Map<String, Object> header = header();
    assertThat(header)
        .containsEntry("license", "mit")
        .containsEntry("library_name", "onnx")
        .containsEntry("pipeline_tag", "unconditional-image-generation")
        .containsEntry("tags", List.of("onnx", "gan", "wasserstein-gan", "wgan", "safetensors"));
    assertThat(Files.readString(hub.resolve("README.md")))
        .contains("# small: clothes\n", "![samples of seed 0](preview.png)", "## Data", "MIT")
        .doesNotContain("# model.onnx");
    assertThat(hub.resolve("preview.png")).isNotEmptyFile();

    assertThat(run("export", run.path().toString())).isZero();
    Path again = folder.resolve("again.onnx");
    assertThat(
            run(
                "export",
                "--spec",
                hub.resolve("network.json").toString(),
                "--weights",
                hub.resolve("model.safetensors").toString(),
                "-o",
                again.toString()))
        .isZero();
    try (Generator model = Generator.load(hub.resolve("model.onnx"));
        Generator exported = Generator.load(run.onnx());
        Generator rebuilt = Generator.load(again)) {
      assertThat(model.info().digest()).isPresent().isEqualTo(exported.info().digest());
      assertThat(config().at("/digest").asText()).isEqualTo(model.info().digest().orElseThrow());
      assertThat(rebuilt.sample(3, 42).toArray()).isEqualTo(model.sample(3, 42).toArray());
    }
    assertThat(config().at("/output/shape").toString()).isEqualTo("[1,4,4]");
    assertThat(config().at("/inputs/0/role").asText()).isEqualTo("latent");
    assertThat(config().at("/training/step").asText()).isEqualTo("7");
  }

  @Test
  void aFileIsCopiedWithItsCard() throws IOException {
    assertThat(run("export", run.path().toString(), "--card", "--licence", "house rules")).isZero();
    assertThat(
            run(
                "hub",
                run.onnx().toString(),
                "-o",
                hub.toString(),
                "--licence",
                "house: \"rules\""))
        .isZero();
    assertThat(hub.resolve("model.onnx")).hasSameBinaryContentAs(run.onnx());
    assertThat(header())
        .containsEntry("license", "other")
        .containsEntry("license_name", "house: \"rules\"");
    assertThat(Files.readString(hub.resolve("README.md")))
        .contains("## The card of `generator.onnx`", "house rules");
    assertThat(hub.resolve("model.safetensors")).doesNotExist();
    assertThat(run("hub", run.onnx().toString(), "-o", hub.toString())).isZero();
    assertThat(header()).containsEntry("license", "unknown");
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    assertThat(run("export", run.path().toString())).isZero();
    String file = run.onnx().toString();
    assertThat(run("hub", file, "-o", "-")).isEqualTo(2);
    assertThat(err.toString()).contains("this command writes a folder");
    assertThat(run("hub", file, "-o", hub.toString(), "--checkpoint", "7")).isEqualTo(2);
    assertThat(err.toString()).contains("--checkpoint is for run folders", "leave it out");
    assertThat(run("hub", folder.toString(), "-o", hub.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("is not a run folder");
    assertThat(hub).doesNotExist();
    assertThat(run("hub", run.path().toString(), "-o", hub.toString(), "--checkpoint", "8"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("has no checkpoint '8'");

    assertThat(run("hub", run.path().toString(), "-o", hub.toString())).isZero();
    assertThat(run("hub", file, "-o", hub.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("has a network.json, which would not belong to", "delete");
  }

  private Map<String, Object> header() throws IOException {
    String card = Files.readString(hub.resolve("README.md"));
    assertThat(card).startsWith("---\n");
    String yaml = card.substring(4, card.indexOf("\n---\n"));
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
  }

  private JsonNode config() throws IOException {
    return NetworkJson.mapper().readTree(Files.readString(hub.resolve("config.json")));
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line = Cli.of(new ExportCli());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
