package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The structure of ONNX files as the runtime reads it, compared with protobuf's own classes. */
class OnnxFileTest {
  private static OnnxFile parse(ModelProto model) {
    return OnnxFile.parse("model", model.toByteArray());
  }

  private static void assertRefused(byte[] bytes, String message) {
    assertThatThrownBy(() -> OnnxFile.parse("model", bytes))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageStartingWith("model ")
        .hasMessageContaining(message);
  }

  private static TensorProto external(String location) {
    return TensorProto.newBuilder()
        .setDataType(1)
        .addDims(1)
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(StringStringEntryProto.newBuilder().setKey("location").setValue(location))
        .build();
  }

  private static AttributeProto.Builder attribute() {
    return AttributeProto.newBuilder().setName("a");
  }

  private static NodeProto node(AttributeProto.Builder attribute) {
    return NodeProto.newBuilder().setOpType("Constant").addAttribute(attribute).build();
  }

  @Test
  void nodesAndConstantsAreThoseOfTheFile() throws IOException {
    byte[] bytes = Foreign.bytes("dcgan.onnx");
    ModelProto proto = ModelProto.parseFrom(bytes);
    OnnxFile file = OnnxFile.parse("dcgan", bytes);
    assertThat(file.irVersion()).isEqualTo(proto.getIrVersion());
    assertThat(file.producer()).isEqualTo("pytorch");
    assertThat(file.opsets()).containsEntry("", proto.getOpsetImport(0).getVersion());
    assertThat(file.allNodes()).hasSize(proto.getGraph().getNodeCount());
    for (int i = 0; i < file.allNodes().size(); i++) {
      NodeProto expected = proto.getGraph().getNode(i);
      OnnxNode node = file.graph().nodes().get(i);
      assertThat(node.opType()).isEqualTo(expected.getOpType());
      assertThat(node.inputs()).isEqualTo(List.copyOf(expected.getInputList()));
      assertThat(node.outputs()).isEqualTo(List.copyOf(expected.getOutputList()));
      for (AttributeProto attribute : expected.getAttributeList()) {
        switch (attribute.getType()) {
          case INT -> assertThat(node.integer(attribute.getName(), -9)).isEqualTo(attribute.getI());
          case INTS ->
              assertThat(node.integers(attribute.getName()).orElseThrow())
                  .containsExactly(attribute.getIntsList().toArray(Long[]::new));
          default -> assertThat(node.attributes()).containsKey(attribute.getName());
        }
      }
    }
    assertThat(file.graph().initializers()).hasSize(proto.getGraph().getInitializerCount());
    TensorProto weight = proto.getGraph().getInitializer(0);
    StoredTensor stored = file.graph().initializer(weight.getName()).orElseThrow();
    assertThat(stored.dims()).isEqualTo(weight.getDimsList());
    assertThat(file.graph().inputs().get(0).dims().orElseThrow()).hasSize(4);
  }

  @Test
  void elementsOfSmallConstantsAreRead() {
    TensorProto raw =
        TensorProto.newBuilder()
            .setName("raw")
            .setDataType(StoredTensor.INT64)
            .addDims(2)
            .setRawData(
                ByteString.copyFrom(
                    new byte[] {1, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1}))
            .build();
    TensorProto typed =
        TensorProto.newBuilder()
            .setName("typed")
            .setDataType(StoredTensor.INT8)
            .addDims(3)
            .addInt32Data(-1)
            .addInt32Data(7)
            .addInt32Data(0)
            .build();
    TensorProto real =
        TensorProto.newBuilder()
            .setName("real")
            .setDataType(StoredTensor.FLOAT)
            .addFloatData(.5f)
            .build();
    GraphProto graph =
        GraphProto.newBuilder()
            .addInitializer(raw)
            .addInitializer(typed)
            .addInitializer(real)
            .addInitializer(raw.toBuilder().setName("short").addDims(2))
            .build();
    OnnxGraph read = parse(ModelProto.newBuilder().setGraph(graph).build()).graph();
    assertThat(read.constant("raw").orElseThrow().integers().orElseThrow()).containsExactly(1, -1);
    assertThat(read.constant("typed").orElseThrow().integers().orElseThrow())
        .containsExactly(-1, 7, 0);
    assertThat(read.constant("real").orElseThrow().numbers().orElseThrow()).containsExactly(.5);
    assertThat(read.constant("real").orElseThrow().integers()).isEmpty();
    assertThat(read.constant("short").orElseThrow().integers()).isEmpty();
    assertThat(read.constant("none")).isEmpty();
  }

  @Test
  void externalDataIsFoundWhereverATensorMayBe() {
    SparseTensorProto sparse =
        SparseTensorProto.newBuilder()
            .setValues(external("sparse-values"))
            .setIndices(external("sparse-indices"))
            .build();
    GraphProto inner =
        GraphProto.newBuilder()
            .addInitializer(external("nested"))
            .addNode(node(attribute().addSparseTensors(sparse.toBuilder().clearIndices())))
            .build();
    GraphProto graph =
        GraphProto.newBuilder()
            .addInitializer(external("initializer"))
            .addSparseInitializer(sparse)
            .addNode(node(attribute().setT(external("t"))))
            .addNode(node(attribute().addTensors(external("tensors"))))
            .addNode(node(attribute().setG(inner)))
            .addNode(
                node(
                    attribute()
                        .addGraphs(GraphProto.newBuilder().addInitializer(external("graphs")))))
            .addNode(
                node(
                    attribute()
                        .setSparseTensor(
                            SparseTensorProto.newBuilder().setValues(external("sparse")))))
            .build();
    FunctionProto function =
        FunctionProto.newBuilder()
            .addNode(node(attribute().setT(external("body"))))
            .addAttributeProto(attribute().setT(external("default")))
            .build();
    ModelProto model =
        ModelProto.newBuilder()
            .setGraph(graph)
            .addFunctions(function)
            .addTrainingInfo(
                TrainingInfoProto.newBuilder()
                    .setInitialization(
                        GraphProto.newBuilder().addInitializer(external("initialization")))
                    .setAlgorithm(GraphProto.newBuilder().addInitializer(external("algorithm"))))
            .build();
    assertThat(parse(model).externalData())
        .containsExactlyInAnyOrder(
            "initializer",
            "sparse-values",
            "sparse-indices",
            "t",
            "tensors",
            "nested",
            "graphs",
            "sparse",
            "body",
            "default",
            "initialization",
            "algorithm");
  }

  @Test
  void nodesWithinNodesAndFunctionsAreVisited() {
    GraphProto inner =
        GraphProto.newBuilder().addNode(NodeProto.newBuilder().setOpType("Tanh")).build();
    ModelProto model =
        ModelProto.newBuilder()
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("ai.onnx").setVersion(21))
            .setGraph(GraphProto.newBuilder().addNode(node(attribute().setG(inner))))
            .addFunctions(
                FunctionProto.newBuilder().addNode(NodeProto.newBuilder().setOpType("Elu")))
            .build();
    OnnxFile file = parse(model);
    assertThat(file.allNodes().stream().map(OnnxNode::opType))
        .containsExactly("Constant", "Tanh", "Elu");
    assertThat(file.opsets()).containsEntry("", 21L);
  }

  /** Each a model's bytes in hexadecimal, an empty graph first. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "3A00 3A00; two graphs",
        "3A00 BA8080801000; a tag of more than 32 bits",
        "3A00 8880808080000A; a tag of more than 32 bits",
        "3A00 0200; a field numbered 0",
        "3A00 6B6C; a field of wire type 3",
        "3A00 6C; a field of wire type 4",
        "3A00 0E; a field of wire type 6",
        "3A00 080102FF; a field numbered 0",
        "3A00 08FFFFFFFFFFFFFFFFFF02; a number of more than 64 bits",
        "3A00 08FFFFFFFFFFFFFFFFFFFF01; a number of more than 64 bits",
        "3A00 08FF; a number without an end",
        "3A00 1280808080808000; a length of more than 32 bits",
        "3A00 1205; longer than the message",
        "3801; the field 7 with wire type 0: expected 2",
        "3A02 0801; the field 1 with wire type 0: expected 2",
        "3A00 1202C328; a name that is not UTF-8",
        "0807; no graph"
      })
  void whatOtherReadersCouldUnderstandDifferentlyIsRefused(String hex, String message) {
    assertRefused(java.util.HexFormat.of().parseHex(hex.replace(" ", "")), message);
  }

  @Test
  void aValueThatProtobufWouldMergeIsRefused() {
    TensorProto tensor = external("x");
    byte[] twice =
        ByteString.copyFrom(attribute().setT(tensor).build().toByteArray())
            .concat(
                ByteString.copyFrom(AttributeProto.newBuilder().setT(tensor).build().toByteArray()))
            .toByteArray();
    byte[] node = field(5, twice);
    assertRefused(field(7, field(1, node)), "an attribute with two values");
    AttributeProto.Builder one = attribute().setI(1);
    NodeProto same =
        NodeProto.newBuilder().addAttribute(one).addAttribute(attribute().setI(2)).build();
    assertRefused(field(7, field(1, same.toByteArray())), "a node with two attributes 'a'");
  }

  private static byte[] field(int number, byte[] content) {
    return com.google.protobuf.UnknownFieldSet.newBuilder()
        .addField(
            number,
            com.google.protobuf.UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFrom(content))
                .build())
        .build()
        .toByteArray();
  }

  @Test
  void whatIsTooDeepOrTooMuchIsRefused() {
    byte[] graph = new byte[0];
    for (int i = 0; i < 40; i++) {
      graph = field(1, field(5, field(6, graph)));
    }
    assertRefused(field(7, graph), "messages nested more than 100 deep");
    byte[] nodes = new byte[2_100_000];
    for (int i = 0; i < nodes.length; i += 2) {
      nodes[i] = 0x0A;
    }
    assertRefused(field(7, nodes), "more than 1000000 messages");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'<!DOCTYPE html>\n<html>'; is not an ONNX model: it is an HTML page",
        "' <html lang=\"en\">'; is not an ONNX model: it is an HTML page",
        "'version https://git-lfs.github.com/spec/v1\noid sha256:4d'; a Git LFS pointer",
        "'{\"error\": \"not found\"}'; a JSON file",
        "'PK\u0003\u0004'; a zip archive",
        "'abcdORTMxyz'; of ONNX Runtime's own format",
      })
  void filesOfOtherKindsAreNamed(String text, String message) {
    assertRefused(text.getBytes(StandardCharsets.ISO_8859_1), message);
  }

  /** ONNX Runtime looks at four bytes only: it would run a graph within the producer's name. */
  @Test
  void aModelThatOnnxRuntimeTakesForItsOwnFormatIsRefused() {
    ModelProto model =
        ModelProto.newBuilder()
            .setProducerName("..ORTM")
            .setGraph(GraphProto.newBuilder().setName("g"))
            .build();
    assertRefused(model.toByteArray(), "ONNX Runtime's own format");
  }
}
