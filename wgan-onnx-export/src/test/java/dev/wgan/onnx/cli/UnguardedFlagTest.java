package dev.wgan.onnx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The flag that accepts operators that ONNX Runtime does not guard. */
class UnguardedFlagTest {
  @TempDir private Path folder = Path.of("");
  private final StringWriter printed = new StringWriter();

  private static ValueInfoProto value(String name) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDimBuilder().setDimParam("batch");
    shape.addDimBuilder().setDimValue(4);
    shape.addDimBuilder().setDimValue(4);
    TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(1).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private Path model(String operator) throws IOException {
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setDomain("com.microsoft")
            .setOpType(operator)
            .addInput("z")
            .addOutput("y");
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
            .addOpsetImport(
                OperatorSetIdProto.newBuilder().setDomain("com.microsoft").setVersion(1))
            .setGraph(
                GraphProto.newBuilder()
                    .setName("g")
                    .addInput(value("z"))
                    .addOutput(value("y"))
                    .addNode(node));
    return Files.write(folder.resolve(operator + ".onnx"), model.build().toByteArray());
  }

  private int run(String... arguments) {
    PrintWriter writer = new PrintWriter(printed, true);
    CommandLine commandLine = Cli.of(new ExportCli());
    return commandLine.setOut(writer).setErr(writer).execute(arguments);
  }

  @Test
  void sampleRefusesUnlessTheFlagIsGiven() throws IOException {
    String model = model("Trilu").toString();
    Path out = folder.resolve("a.npy");
    assertThat(run("sample", model, "-n", "2", "-o", out.toString())).isEqualTo(1);
    assertThat(printed.toString())
        .contains("com.microsoft:Trilu", "; --unguarded-operators accepts")
        .doesNotContain("unguardedOperators");
    assertThat(run("sample", model, "-n", "2", "--unguarded-operators", "-o", out.toString()))
        .as(printed.toString())
        .isZero();
    assertThat(out).exists();
  }

  @Test
  void verifyRefusesUnlessTheFlagIsGiven() throws IOException {
    String model = model("Trilu").toString();
    assertThat(run("verify", model)).isEqualTo(1);
    assertThat(printed.toString())
        .contains("com.microsoft:Trilu", "; --unguarded-operators accepts")
        .doesNotContain("unguardedOperators");
    assertThat(run("verify", model, "--unguarded-operators")).as(printed.toString()).isZero();
  }

  @Test
  void aGuardedOperatorNeedsNoFlag() throws IOException {
    Path out = folder.resolve("a.npy");
    String model = model("Gelu").toString();
    assertThat(run("sample", model, "-n", "2", "-o", out.toString()))
        .as(printed.toString())
        .isZero();
  }
}
