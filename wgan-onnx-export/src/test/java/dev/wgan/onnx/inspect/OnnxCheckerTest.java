package dev.wgan.onnx.inspect;

import static dev.wgan.onnx.inspect.Models.FLOAT;
import static dev.wgan.onnx.inspect.Models.INT64;
import static dev.wgan.onnx.inspect.Models.integer;
import static dev.wgan.onnx.inspect.Models.ints;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxCheckerTest {
  @ParameterizedTest
  @ValueSource(strings = {"mlp", "dcgan", "fixed-batch"})
  void foreignGeneratorsAreSound(String name, @TempDir Path folder) throws IOException {
    ModelProto model = Models.foreignProto(name);
    Path file = Files.write(folder.resolve("m.onnx"), Models.foreign(name));
    assertThat(OnnxChecker.check(OnnxModel.read(file)).findings()).isEmpty();
    assertThat(OnnxChecker.check(OnnxModel.parse(name, Models.foreign(name))).findings()).isEmpty();
    assertThat(OnnxChecker.check(OnnxModel.of(name, model)).findings()).isEmpty();
    assertThat(Official.problem(model)).isEmpty();
  }

  /** They hold operators of ONNX Runtime's own, such as FusedConv, and NCHWc layouts. */
  @ParameterizedTest
  @ValueSource(strings = {"mlp", "dcgan", "fixed-batch"})
  void filesThatOnnxRuntimeOptimizedAreSound(String name, @TempDir Path folder)
      throws IOException, OrtException {
    for (SessionOptions.OptLevel level : SessionOptions.OptLevel.values()) {
      Path file = folder.resolve(level + ".onnx");
      try (SessionOptions options = new SessionOptions()) {
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        options.setOptimizationLevel(level);
        options.setOptimizedModelFilePath(file.toString());
        OrtEnvironment.getEnvironment().createSession(Models.foreign(name), options).close();
      }
      assertThat(OnnxChecker.check(OnnxModel.read(file)).errors()).as(level.toString()).isEmpty();
      assertThat(ModelDescription.of(OnnxModel.read(file)).nodes()).isNotEmpty();
    }
  }

  @Test
  void aShapeMayStartAndEndWithinARank() throws IOException {
    Models m = new Models().input("x", FLOAT, 2, 3, 4).output("y", INT64);
    ModelProto.Builder model = m.build(15).toBuilder();
    NodeProto.Builder shape =
        model.getGraphBuilder().addNodeBuilder().setOpType("Shape").addInput("x").addOutput("y");
    shape.addAttribute(integer("start", 1)).addAttribute(integer("end", -1));
    assertThat(OnnxChecker.check(OnnxModel.of("m", model.build())).errors()).isEmpty();
  }

  private static Arguments damage(
      String name, String message, boolean officially, Consumer<ModelProto.Builder> edit) {
    return Arguments.of(name, message, officially, edit);
  }

  private static NodeProto.Builder node(ModelProto.Builder model, int i) {
    return model.getGraphBuilder().getNodeBuilder(i);
  }

  /** The MLP is Gemm, Relu, Gemm, Tanh; what is done to it and what ONNX's checker says of it. */
  static Stream<Arguments> damages() {
    return Stream.of(
        damage("no opset", "imports no operator set", true, m -> m.clearOpsetImport()),
        damage("no ir", "has no ir_version", true, m -> m.clearIrVersion()),
        damage(
            "opset twice",
            "imports the operator set '' twice",
            false,
            m -> m.addOpsetImport(m.getOpsetImport(0))),
        damage("operator", "is not an operator of ONNX", true, m -> node(m, 1).setOpType("Relo")),
        damage(
            "later operator",
            "needs opset 18: the model imports 13",
            true,
            m -> node(m, 1).setOpType("Mish")),
        damage(
            "domain",
            "is of the operator set 'acme', which is not imported",
            true,
            m -> node(m, 1).setDomain("acme")),
        damage(
            "order",
            "reads '/0/Gemm_output_0', which a later node computes",
            true,
            m -> {
              NodeProto first = m.getGraph().getNode(0);
              m.getGraphBuilder().removeNode(0).addNode(first);
            }),
        damage(
            "hole",
            "reads 'nowhere', which is not defined",
            true,
            m -> node(m, 1).setInput(0, "nowhere")),
        damage("twice", "is defined twice", true, m -> node(m, 1).setOutput(0, "/0/Gemm_output_0")),
        damage("inputs", "has 2 inputs: expected 1", true, m -> node(m, 1).addInput("input")),
        damage("outputs", "has 2 outputs: expected 1", true, m -> node(m, 1).addOutput("more")),
        damage("left out", "lacks number 2 of its inputs", true, m -> node(m, 0).setInput(1, "")),
        damage(
            "attribute",
            "has the attribute 'alpha': Relu of opset 13 has []",
            true,
            m -> node(m, 1).addAttribute(integer("alpha", 1))),
        damage(
            "attribute type",
            "has the attribute 'transB' of type INTS: expected INT",
            true,
            m -> {
              node(m, 0).clearAttribute().addAttribute(ints("transB", 1));
            }),
        damage(
            "missing attribute",
            "lacks the attribute 'to'",
            true,
            m -> node(m, 1).setOpType("Cast")),
        damage("flipped matrix", "multiplies rows of", false, m -> node(m, 0).clearAttribute()),
        damage(
            "type",
            "is given int64 as input 1",
            true,
            m ->
                m.getGraphBuilder()
                    .getInputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .setElemType(INT64)),
        damage(
            "two types",
            "and float as another input: expected one type",
            true,
            m -> {
              TensorProto.Builder bias = m.getGraphBuilder().getInitializerBuilder(1);
              bias.setDataType(11);
              bias.setRawData(bias.getRawData().concat(bias.getRawData()));
            }),
        damage(
            "declared output",
            "the file declares float [N×7",
            true,
            m -> m.getGraphBuilder().setOutput(0, Models.value("out", FLOAT, -1, 7))),
        damage(
            "danger",
            "has axis 9223372036854775807: expected -64 to 63",
            false,
            m -> node(m, 1).setOpType("Softmax").addAttribute(integer("axis", Long.MAX_VALUE))),
        damage(
            "no output", "is not the output of a node", true, m -> node(m, 3).setOutput(0, "oot")),
        damage(
            "short weights",
            "bytes of data: ",
            false,
            m -> {
              TensorProto.Builder w = m.getGraphBuilder().getInitializerBuilder(0);
              w.setRawData(w.getRawData().substring(4));
            }),
        damage(
            "no weights",
            "has 0 values of data: ",
            true,
            m -> m.getGraphBuilder().getInitializerBuilder(0).clearRawData()),
        damage(
            "weights twice",
            "has its data twice",
            true,
            m -> m.getGraphBuilder().getInitializerBuilder(1).addFloatData(1)),
        damage(
            "weight type",
            "has the unknown element type 77",
            true,
            m -> m.getGraphBuilder().getInitializerBuilder(0).setDataType(77)),
        damage(
            "negative dimension",
            "expected 0 or more",
            false,
            m -> m.getGraphBuilder().getInitializerBuilder(0).setDims(0, -5)),
        damage(
            "huge dimension",
            "more elements than any file holds",
            false,
            m -> m.getGraphBuilder().getInitializerBuilder(0).setDims(0, Long.MAX_VALUE / 2)),
        damage(
            "NaN",
            "has 1 NaN of",
            false,
            m -> {
              TensorProto.Builder w = m.getGraphBuilder().getInitializerBuilder(0);
              byte[] bytes = w.getRawData().toByteArray();
              bytes[2] = (byte) 0xC0;
              bytes[3] = 0x7F;
              w.setRawData(ByteString.copyFrom(bytes));
            }),
        damage(
            "metadata twice",
            "has the metadata property 'a' twice",
            true,
            m -> {
              StringStringEntryProto entry =
                  StringStringEntryProto.newBuilder().setKey("a").build();
              m.addMetadataProps(entry).addMetadataProps(entry);
            }),
        damage(
            "withdrawn",
            "is withdrawn since opset 10: the model imports 13",
            true,
            m -> node(m, 1).setOpType("Upsample").addInput("0.bias")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void everyDamageIsFound(
      String name, String message, boolean officially, Consumer<ModelProto.Builder> edit)
      throws IOException {
    ModelProto.Builder model = Models.foreignProto("mlp").toBuilder();
    edit.accept(model);
    CheckReport report = OnnxChecker.check(OnnxModel.of(name, model.build()));
    assertThat(report.errors()).anySatisfy(e -> assertThat(e.toString()).contains(message));
    // Where ONNX's own checker sees nothing, ours does more, and that is known here.
    assertThat(Official.problem(model.build()).isPresent()).isEqualTo(officially);
  }

  @Test
  void whatIsUnusualIsAWarning() throws IOException {
    ModelProto.Builder model = Models.foreignProto("mlp").toBuilder();
    GraphProto.Builder graph = model.getGraphBuilder();
    graph.addInitializer(graph.getInitializer(0).toBuilder().setName("spare"));
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Relu")
            .addInput(graph.getInput(0).getName())
            .addOutput("unused"));
    model.setOpsetImport(0, model.getOpsetImport(0).toBuilder().setVersion(30));
    CheckReport report = OnnxChecker.check(OnnxModel.of("m", model.build()));
    assertThat(report.errors()).isEmpty();
    assertThat(report.passed()).isTrue();
    assertThat(report.warnings())
        .extracting(Finding::toString)
        .containsExactlyInAnyOrder(
            "model: imports opset 30: its operators are checked as those of opset 22",
            "tensor 'spare': is not used",
            "node 4 (Relu): has only unused outputs");
  }

  @Test
  void externalDataStayInTheFolder(@TempDir Path folder) throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Files.write(folder.resolve("secret.bin"), new byte[64]);
    Files.write(inside.resolve("weights.bin"), new byte[64]);
    Files.createSymbolicLink(inside.resolve("link.bin"), folder.resolve("secret.bin"));
    assertThat(external(inside, "weights.bin", "16", "48")).isEmpty();
    for (String location :
        List.of("../secret.bin", "link.bin", folder.resolve("secret.bin").toString())) {
      assertThat(external(inside, location, "0", "48"))
          .as(location)
          .singleElement()
          .asString()
          .contains("outside the model's folder: refused");
    }
    assertThat(external(inside, "nothing.bin", "0", "48").toString()).contains("is not a file of");
    assertThat(external(inside, "weights.bin", "17", "48").toString())
        .contains("is at 17 of 'weights.bin', 48 bytes long: the file has 64 bytes");
    assertThat(external(inside, "weights.bin", "-1", "48").toString()).contains("is at -1");
    assertThat(external(inside, "weights.bin", "x", "48").toString()).contains("offset 'x'");
    assertThat(external(inside, "weights.bin", "0", "9223372036854775807").toString())
        .contains("the file has 64 bytes");
    assertThat(external(inside, "weights.bin", "0", "44").toString())
        .contains("has 44 bytes of data: [3, 4] of float needs 48");
  }

  private static List<Finding> external(Path folder, String location, String offset, String length)
      throws IOException {
    Models m = new Models().input("x", FLOAT, -1, 3).output("y", FLOAT);
    ModelProto.Builder model = m.build(13).toBuilder();
    TensorProto.Builder tensor =
        model
            .getGraphBuilder()
            .addInitializerBuilder()
            .setName("w")
            .setDataType(FLOAT)
            .addDims(3)
            .addDims(4)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL);
    List<String> keys = List.of("location", "offset", "length");
    List<String> values = List.of(location, offset, length);
    for (int i = 0; i < keys.size(); i++) {
      tensor.addExternalDataBuilder().setKey(keys.get(i)).setValue(values.get(i));
    }
    model
        .getGraphBuilder()
        .addNodeBuilder()
        .setOpType("MatMul")
        .addInput("x")
        .addInput("w")
        .addOutput("y");
    Path file = folder.resolve("model.onnx");
    Files.write(file, model.build().toByteArray());
    return OnnxChecker.check(OnnxModel.read(file)).errors();
  }
}
