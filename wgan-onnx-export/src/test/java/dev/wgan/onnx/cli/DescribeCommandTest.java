package dev.wgan.onnx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.NetworkJson;
import dev.wgan.run.RunFolder;
import dev.wgan.runtime.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DescribeCommandTest {
  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Linear 100 to 256, ReLU, linear 256 to 784, tanh: 2 in out + out operations per layer. */
  @Test
  void countsParametersAndOperationsByTheClosedForm() throws IOException {
    assertThat(describe("mlp", "--json")).isZero();
    JsonNode json = NetworkJson.mapper().readTree(out.toString());
    int hidden = json.at("/nodes/0/outputs/0/shape/1").asInt();
    int samples = json.at("/outputs/0/shape/1").asInt();
    int latent = json.at("/inputs/0/shape/1").asInt();
    assertThat(json.at("/inputs/0/type").asText()).isEqualTo("float");
    assertThat(json.at("/parameters").asLong())
        .isEqualTo((long) latent * hidden + hidden + (long) hidden * samples + samples);
    assertThat(json.at("/weight_bytes").asLong()).isEqualTo(4 * json.at("/parameters").asLong());
    long linear = 2L * latent * hidden + hidden + 2L * hidden * samples + samples;
    assertThat(json.at("/flops_per_sample").asLong()).isEqualTo(linear + hidden + samples);
    assertThat(json.at("/flops_complete").asBoolean()).isTrue();
    assertThat(json.at("/batching").asText()).isEqualTo("samples run in batches");
    assertThat(json.at("/opsets/ai.onnx").asInt()).isEqualTo(13);
    assertThat(json.at("/findings")).isEmpty();
  }

  /** The batch is frozen at 4: what is counted is still one sample. */
  @Test
  void aFrozenBatchIsDividedOut() throws IOException {
    assertThat(describe("fixed-batch", "--json")).isZero();
    JsonNode json = NetworkJson.mapper().readTree(out.toString());
    assertThat(json.at("/inputs/0/shape/0").asInt()).isEqualTo(4);
    long hidden = json.at("/nodes/0/outputs/0/shape/1").asLong();
    assertThat(json.at("/flops_per_sample").asLong())
        .isEqualTo((2 * 8 + 1) * hidden + hidden + (2 * hidden + 1) * 12 + 12);
  }

  @Test
  void theTextIsATableOfNodes() throws IOException {
    assertThat(describe("dcgan")).isZero();
    assertThat(out.toString())
        .contains("ai.onnx opset 13, IR 7, by pytorch 1.13.0")
        .containsPattern("input {3}input {2}float \\[batch×\\d+×1×1]")
        .containsPattern(
            "0/ConvTranspose +ConvTranspose +float \\[batch×\\d+×\\d+×\\d+] +[\\d,]+ +[\\d,]+")
        .containsPattern("7/Tanh +Tanh")
        .containsPattern("8 nodes, [\\d,]+ parameters in [\\d,]+ bytes, [\\d,]+ FLOPs per sample");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "dcgan; latent    input 'input', shape [24, 1, 1], normal  (--latent-input, --latent-shape)",
        "dcgan; sample    output 'out', shape [1, 16, 16]  (--output, --sample-shape)",
        "dcgan; pictures  channels-first, -1.0 is black, 1.0 is white  (--layout, --range)",
        "nhwc_rgb; pictures  none: samples of shape [8, 8, 3] look like images with their channels"
            + " last: say with --layout that they are",
        "mlp; pictures  none: samples of shape [784] are not images",
        "srgan; latent    none, every input is given with --input NAME=FILE.npy",
        "unknown_rank_in; latent    none",
        "random-noise; wgan sample cannot load the model as it is"
      })
  void showsHowAModelWithoutMetadataIsSampled(String name, String line) throws IOException {
    assertThat(describe(name)).isZero();
    assertThat(out.toString()).contains("\n" + line);
    for (Setting setting : Setting.values()) {
      assertThat(out.toString()).doesNotContain(setting.javaName());
    }
  }

  @Test
  void theJsonHasWhatIsAssumed() throws IOException {
    assertThat(describe("dcgan", "--json")).isZero();
    JsonNode assumed = NetworkJson.mapper().readTree(out.toString()).at("/assumed_sampling");
    assertThat(assumed.at("/latent").toString())
        .isEqualTo("{\"input\":\"input\",\"shape\":[24,1,1],\"distribution\":\"normal\"}");
    assertThat(assumed.at("/sample").toString())
        .isEqualTo("{\"output\":\"out\",\"shape\":[1,16,16]}");
    assertThat(assumed.at("/layout").asText()).isEqualTo("channels-first");
    assertThat(assumed.at("/range").toString()).isEqualTo("{\"low\":-1.0,\"high\":1.0}");
    assertThat(assumed.has("not_drawable") || assumed.has("not_loadable")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"mlp, not_drawable", "random-noise, not_loadable"})
  void theJsonSaysWhyAModelIsNotSampled(String name, String key) throws IOException {
    assertThat(describe(name, "--json")).isZero();
    JsonNode assumed = NetworkJson.mapper().readTree(out.toString()).at("/assumed_sampling");
    assertThat(assumed.at("/" + key).asText()).isNotEmpty();
  }

  @Test
  void aModelWithMetadataAssumesNothing() throws IOException {
    RunFolder trained = TestRun.write(folder.resolve("run"), 7);
    assertThat(run("export", trained.path().toString())).as(err.toString()).isZero();
    out.getBuffer().setLength(0);
    assertThat(run("describe", trained.onnx().toString())).isZero();
    assertThat(out.toString()).contains("wgan.format").doesNotContain("wgan sample");
    out.getBuffer().setLength(0);
    assertThat(run("describe", trained.onnx().toString(), "--json")).isZero();
    assertThat(out.toString()).contains("wgan.format").doesNotContain("assumed_sampling");
  }

  @Test
  void drawingsHaveEveryNodeAndEdge() throws IOException {
    assertThat(describe("mlp", "--dot")).isZero();
    assertThat(out.toString())
        .startsWith("digraph model {")
        .contains("in0 -> n0", "n0 -> n1", "n1 -> n2", "n2 -> n3", "n3 -> out0")
        .contains("n0 [label=\"Gemm\\n/0/Gemm\"]")
        .endsWith("}\n");
    out.getBuffer().setLength(0);
    assertThat(describe("mlp", "--mermaid")).isZero();
    assertThat(out.toString())
        .startsWith("flowchart TD\n")
        .contains("n0[\"Gemm<br>/0/Gemm\"]", "n3 -->|\"float [batch×", "| out0");
  }

  @Test
  void whatIsNoModelIsRefusedInOneSentence() throws IOException {
    Path text = folder.resolve("text.onnx");
    Files.writeString(text, "this is no model");
    assertThat(run("describe", text.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("text.onnx is not an ONNX model").hasLineCount(1);
    assertThat(run("describe", "nowhere.onnx")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no model nowhere.onnx");
    assertThat(run("describe", "a.onnx", "--json", "--dot")).isEqualTo(2);
  }

  private String folderOf(String name) {
    return getClass().getResource("/foreign/" + name + ".onnx") == null ? "/sample/" : "/foreign/";
  }

  private int describe(String name, String... options) throws IOException {
    Path file = folder.resolve(name + ".onnx");
    try (InputStream in = getClass().getResourceAsStream(folderOf(name) + name + ".onnx")) {
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
    }
    String[] all = new String[options.length + 2];
    all[0] = "describe";
    all[1] = file.toString();
    System.arraycopy(options, 0, all, 2, options.length);
    return run(all);
  }

  private int run(String... arguments) {
    CommandLine commandLine = Cli.of(new ExportCli());
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
