package dev.wgan.onnx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Safetensors;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.run.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTest {
  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private RunFolder run = new RunFolder(Path.of(""));

  @BeforeEach
  void export() throws IOException {
    run = TestRun.write(folder.resolve("run"), 7);
    assertThat(run("export", run.path().toString())).as(err.toString()).isZero();
    out.getBuffer().setLength(0);
  }

  @Test
  void anExportedModelPassesEveryCheck() {
    assertThat(run("verify", run.onnx().toString(), "--against", run.path().toString())).isZero();
    assertThat(out.toString())
        .doesNotContain("✗", "FAILED", "–")
        .containsPattern("structure +\\d+ nodes, 0 warnings, no weight is NaN")
        .containsPattern("digest +sha256 [0-9a-f]{64} over graph and metadata")
        .containsPattern("self-test +4 golden samples, error \\S+ \\(at most \\S+\\)")
        .containsPattern("batches +samples run in batches")
        .containsPattern("samples +16 of shape \\[1, 4, 4], 0 values not finite")
        .containsPattern("run +step 7, 16 samples, relative error \\d\\S+ \\(at most 1e-04\\)")
        .containsPattern("metadata +latents, samples and lineage are those of the run");
  }

  @Test
  void aModelOfGroupedClassesIsComparedWithItsRun() throws IOException {
    RunFolder conditional = TestRun.conditional(folder.resolve("conditional"));
    String file = conditional.onnx().toString();
    String path = conditional.path().toString();
    for (String by : new String[] {"first-word", "all"}) {
      assertThat(run("export", path, "--group-classes", by)).as(err.toString()).isZero();
      assertThat(run("verify", file, "--against", path)).as(out.toString()).isZero();
    }
    assertThat(run("export", path, "--group-classes", "colour")).isEqualTo(2);
    assertThat(err.toString())
        .contains("unknown grouping of classes 'colour': expected first-word or all");
    assertThat(run("export", run.path().toString(), "--group-classes", "all")).isEqualTo(2);
    assertThat(err.toString()).contains("the generator is not class-conditional");
  }

  /** ONNX Runtime divides by the group while it loads: the process would end. */
  @Test
  void aModelThatWouldEndTheProcessIsNotLoaded() throws IOException {
    Path file = folder.resolve("group.onnx");
    GraphProto.Builder graph =
        ModelProto.parseFrom(Files.readAllBytes(run.onnx())).getGraph().toBuilder();
    graph.getNodeBuilder(0).setOpType("ConvTranspose").clearAttribute();
    graph
        .getNodeBuilder(0)
        .addAttribute(
            AttributeProto.newBuilder()
                .setName("group")
                .setType(AttributeProto.AttributeType.INT)
                .setI(0));
    ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(8).setGraph(graph);
    model.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13));
    Files.write(file, model.build().toByteArray());
    assertThat(run("verify", file.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("(ConvTranspose) has group 0: expected 1 or more")
        .contains("not loaded");
  }

  /** Weights alone do not make a model: another distribution or lineage is another model. */
  @Test
  void otherMetadataThanTheRunsAreFound() throws IOException {
    Files.writeString(
        run.config(), "{\"preset\": \"wgan-gp\", \"seed\": 4, \"latents\": \"uniform\"}");
    assertThat(run("verify", run.onnx().toString(), "--against", run.path().toString()))
        .isEqualTo(1);
    assertThat(out.toString())
        .containsPattern("(✗|FAILED) metadata")
        .contains("wgan.latent.distribution is 'normal', the run has 'uniform'")
        .contains("wgan.training.seed is '3', the run has '4'");
  }

  @Test
  void anotherRangeThanTheRunsIsFound() throws IOException {
    Files.writeString(
        run.data(), Files.readString(run.data()).replaceFirst("(\"low\"\\s*:\\s*)-1.0", "$1-0.5"));
    assertThat(run("verify", run.onnx().toString(), "--against", run.path().toString()))
        .isEqualTo(1);
    assertThat(out.toString()).contains("wgan.sample.range is '-1.0,1.0', the run has '-0.5,1.0'");
  }

  @Test
  void aRunThatWentOnMayHaveMoreSteps() throws IOException {
    Files.writeString(
        run.config(),
        "{\"preset\": \"wgan-gp\", \"seed\": 3, \"latents\": \"normal\", \"steps\": 99}");
    assertThat(run("verify", run.onnx().toString(), "--against", run.path().toString())).isZero();
  }

  @Test
  void aStepThatTheRunDoesNotKeepIsNamed() throws IOException {
    Files.move(run.checkpoint(7).path(), run.checkpoint(8).path());
    assertThat(run("verify", run.onnx().toString(), "--against", run.path().toString()))
        .isEqualTo(1);
    assertThat(out.toString())
        .contains("the model is of step 7:", "has only the checkpoints of the steps [8]");
  }

  @Test
  void changedMetadataAreFound() throws IOException {
    byte[] bytes = Files.readAllBytes(run.onnx());
    bytes[lastIndexOf(bytes, "wgan.sample.range") + "wgan.sample.range".length() + 3] ^= 1;
    Files.write(run.onnx(), bytes);
    assertThat(run("verify", run.onnx().toString())).isEqualTo(1);
    assertThat(out.toString()).containsPattern("(✗|FAILED) load +.*is damaged or was changed");
  }

  @Test
  void aFileOfFormat1SaysWhatItsDigestLeavesOut() throws IOException {
    Files.write(run.onnx(), Format1.of(Files.readAllBytes(run.onnx())));
    assertThat(run("verify", run.onnx().toString())).isZero();
    assertThat(out.toString())
        .containsPattern("digest +sha256 [0-9a-f]{64} over the graph; format 1 leaves out");
  }

  @Test
  void foreignModelsAreDescribedAsForSampling() throws IOException {
    String file = foreign().toString();
    assertThat(run("verify", file, "--sample-shape", "256", "--latent-input", "input")).isZero();
    assertThat(out.toString()).contains("16 of shape [256]");
    assertThat(run("verify", file, "--output", "nothing")).isEqualTo(2);
    assertThat(err.toString()).contains("has no output 'nothing'");
    assertThat(run("verify", file, "--latent-shape", "3")).isEqualTo(2);
    assertThat(err.toString()).contains("the shape [3] does not fit");
  }

  /** One weight of 149 changed by a tenth: far less than a sample shows to the eye. */
  @Test
  void anotherRunsWeightsAreFound() throws IOException {
    Weights weights = Safetensors.read(run.checkpoint(7).generator());
    Map<String, Tensor> changed = new LinkedHashMap<>();
    for (ParameterSpec parameter : TestRun.NETWORK.parameters()) {
      float[] values = weights.get(parameter.name()).toArray();
      values[0] += parameter.name().equals("4.weight") ? 0.1f : 0;
      changed.put(parameter.name(), Tensor.of(parameter.shape(), values));
    }
    Safetensors.write(run.checkpoint(7).generator(), Weights.of(changed));
    assertThat(run("verify", run.onnx().toString())).isZero();
    assertThat(run("verify", run.onnx().toString(), "--against", run.path().toString()))
        .isEqualTo(1);
    assertThat(out.toString()).containsPattern("(✗|FAILED) run +step 7, 16 samples");
  }

  @Test
  void aDamagedModelIsFound() throws IOException {
    byte[] bytes = Files.readAllBytes(run.onnx());
    int weight = lastIndexOf(bytes, "4.weight") + 40;
    bytes[weight] ^= 1;
    Files.write(run.onnx(), bytes);
    assertThat(run("verify", run.onnx().toString())).isEqualTo(1);
    assertThat(out.toString()).containsPattern("(✗|FAILED) load +.*is damaged or was changed");
  }

  @Test
  void aForeignModelIsCheckedAsFarAsItCanBe() throws IOException {
    Path file = foreign();
    assertThat(run("verify", file.toString())).isZero();
    assertThat(out.toString())
        .contains("the file has none", "the file keeps no golden samples")
        .contains("16 of shape [1, 16, 16], 0 values not finite");
    assertThat(run("verify", file.toString(), "--against", run.path().toString())).isEqualTo(1);
    assertThat(out.toString()).contains("the model has the inputs [input] where the network has");
  }

  @Test
  void badArgumentsAreToldApartFromBadModels() {
    assertThat(run("verify")).isEqualTo(2);
    assertThat(run("verify", "nowhere.onnx")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no model nowhere.onnx");
    assertThat(run("verify", run.onnx().toString(), "--against", folder.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("is not a run folder");
  }

  private Path foreign() throws IOException {
    Path file = folder.resolve("foreign.onnx");
    try (InputStream in = getClass().getResourceAsStream("/foreign/dcgan.onnx")) {
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
    }
    return file;
  }

  private static int lastIndexOf(byte[] bytes, String text) {
    // A tensor's data stand behind its name.
    for (int i = bytes.length - text.length(); i >= 0; i--) {
      if (new String(bytes, i, text.length(), java.nio.charset.StandardCharsets.US_ASCII)
          .equals(text)) {
        return i;
      }
    }
    throw new AssertionError(text + " is not in the file");
  }

  private int run(String... arguments) {
    CommandLine commandLine = Cli.of(new ExportCli());
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
