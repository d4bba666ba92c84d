package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Weights in other files: found wherever they are named, opened once, and never by ONNX Runtime.
 */
class ExternalDataTest {
  private static final float[] VALUES = {1, 2, 3, 4, 5, 6, 7, 8};

  @TempDir Path folder;

  private static byte[] bytes(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ExternalDataTest.class.getResourceAsStream("/hostile/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static TensorProto external(String... entries) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .addDims(4)
            .addDims(2)
            .setName("w")
            .setDataLocation(TensorProto.DataLocation.EXTERNAL);
    for (int i = 0; i < entries.length; i += 2) {
      tensor.addExternalData(
          StringStringEntryProto.newBuilder().setKey(entries[i]).setValue(entries[i + 1]));
    }
    return tensor.build();
  }

  private static AttributeProto value(TensorProto tensor) {
    return AttributeProto.newBuilder()
        .setName("value")
        .setType(AttributeProto.AttributeType.TENSOR)
        .setT(tensor)
        .build();
  }

  private static ModelProto.Builder model(String constantOperator, AttributeProto... attributes) {
    ModelBuilder builder = new ModelBuilder().input("z", ModelBuilder.FLOAT, -1, 4);
    builder.nodeTo("w", constantOperator, List.of(), attributes);
    builder.nodeTo("out", "MatMul", List.of("z", "w"));
    try {
      return ModelProto.parseFrom(builder.output("out", ModelBuilder.FLOAT, -1, 2).build())
          .toBuilder();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A function whose attribute has its default in another file. */
  private static byte[] functionModel(TensorProto tensor) {
    ModelProto.Builder model = model("Weights").setIrVersion(9);
    GraphProto.Builder graph = model.getGraphBuilder();
    graph.setNode(0, graph.getNode(0).toBuilder().setDomain("own"));
    OperatorSetIdProto opset = model.getOpsetImport(0);
    model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("own").setVersion(1));
    return model
        .addFunctions(
            FunctionProto.newBuilder()
                .setName("Weights")
                .setDomain("own")
                .addOutput("w")
                .addOpsetImport(opset)
                .addAttributeProto(value(tensor))
                .addNode(
                    NodeProto.newBuilder()
                        .setOpType("Constant")
                        .addOutput("w")
                        .addAttribute(
                            AttributeProto.newBuilder()
                                .setName("value")
                                .setType(AttributeProto.AttributeType.TENSOR)
                                .setRefAttrName("value"))))
        .build()
        .toByteArray();
  }

  private void assertComputes(byte[] model) throws IOException {
    Files.write(folder.resolve("model.onnx"), model);
    try (Generator generator = Generator.load(folder.resolve("model.onnx"))) {
      assertThat(generator.sample(TensorData.of(new float[] {1, 0, 0, 1}, 1, 4)).toArray())
          .containsExactly(8, 10);
    }
  }

  @Test
  void weightsInAttributesAndFunctionsAreReadFromTheFolder() throws IOException {
    Files.write(folder.resolve("w.bin"), bytes(VALUES));
    TensorProto tensor = external("location", "w.bin");
    assertComputes(model("Constant", value(tensor)).build().toByteArray());
    assertComputes(functionModel(tensor));
    float[] padded = new float[12];
    System.arraycopy(VALUES, 0, padded, 3, 8);
    Files.write(folder.resolve("p.bin"), bytes(padded));
    TensorProto part = external("location", "p.bin", "offset", "12", "length", "32");
    assertComputes(model("Constant", value(part)).build().toByteArray());
  }

  @Test
  void aModelFromBytesReachesNoFileWhereverItNamesOne() throws IOException {
    TensorProto tensor = external("location", "w.bin");
    for (byte[] model :
        List.of(
            resource("function_attribute_external.onnx"),
            functionModel(tensor),
            model("Constant", value(tensor)).build().toByteArray())) {
      assertThatThrownBy(() -> Generator.load(model, GeneratorOptions.defaults()))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("next to it: load it from its path");
      assertThatThrownBy(
              () -> Generator.load(new ByteArrayInputStream(model), GeneratorOptions.defaults()))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("next to it: load it from its path");
    }
  }

  @Test
  void anExternalFileHiddenByAWideTagIsRefused() throws IOException {
    byte[] model = resource("wide_tag_external.onnx");
    assertThatThrownBy(() -> Generator.load(model, GeneratorOptions.defaults()))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("a tag of more than 32 bits");
  }

  @Test
  void nothingButBytesIsGivenToOnnxRuntime() throws IOException {
    Files.write(folder.resolve("w.bin"), bytes(VALUES));
    byte[] model = model("Constant", value(external("location", "w.bin"))).build().toByteArray();
    Files.write(folder.resolve("model.onnx"), model);
    byte[] given =
        ModelSource.of(folder.resolve("model.onnx"), GeneratorOptions.defaults()).bytes();
    assertThat(OnnxFile.parse("given", given).externalData()).isEmpty();
    TensorProto tensor = ModelProto.parseFrom(given).getGraph().getNode(0).getAttribute(0).getT();
    assertThat(tensor.getRawData().toByteArray()).isEqualTo(bytes(VALUES));
    assertThat(tensor.getDataLocation()).isEqualTo(TensorProto.DataLocation.DEFAULT);
  }

  /** More than is copied at once: the weight is lent to ONNX Runtime where its file is mapped. */
  @Test
  void largeWeightsAreMapped() throws IOException {
    int rows = (1 << 19) + 1;
    ModelBuilder builder = new ModelBuilder().input("z", ModelBuilder.FLOAT, -1, 4);
    String large = builder.external("large.bin", rows, 8);
    builder.nodeTo("row", "Gather", List.of(large, builder.constant(new long[] {rows - 1}, 1)));
    builder.nodeTo("w", "Reshape", List.of("row", builder.constant(new long[] {4, 2}, 2)));
    builder.nodeTo("out", "MatMul", List.of("z", "w"));
    byte[] model = builder.output("out", ModelBuilder.FLOAT, -1, 2).build();
    try (FileChannel file =
        FileChannel.open(
            folder.resolve("large.bin"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(bytes(VALUES)), 32L * (rows - 1));
    }
    assertComputes(model);
    ModelSource source = ModelSource.of(folder.resolve("model.onnx"), GeneratorOptions.defaults());
    assertThat(source.bytes().length).isLessThan(10_000);
    assertThat(OnnxFile.parse("given", source.bytes()).externalData())
        .allSatisfy(location -> assertThat(location).hasSizeGreaterThan(4000));
    Files.write(folder.resolve("large.bin"), new byte[rows * 32]);
    assertThatThrownBy(
            () -> {
              byte[] longer = builder.build();
              ModelProto.Builder changed = ModelProto.parseFrom(longer).toBuilder();
              changed
                  .getGraphBuilder()
                  .getInitializerBuilder(0)
                  .addExternalData(
                      StringStringEntryProto.newBuilder().setKey("length").setValue("4"));
              Files.write(folder.resolve("model.onnx"), changed.build().toByteArray());
              Generator.load(folder.resolve("model.onnx"));
            })
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("in 4 bytes of 'large.bin': its dimensions");
  }

  @ParameterizedTest
  @ValueSource(ints = {32, (1 << 24) + 32})
  void whatWasOpenedIsUsedWhateverTakesItsPlace(int size) throws Exception {
    Path real = folder.toRealPath();
    byte[] content = new byte[size];
    content[5] = 7;
    Files.createDirectories(real.resolve("sub"));
    Files.write(real.resolve("sub/w.bin"), content);
    try (ExternalFile file = ExternalFile.open("model", real, "sub/w.bin")) {
      Files.write(real.resolve("other.bin"), new byte[size]);
      Files.delete(real.resolve("sub/w.bin"));
      Files.createSymbolicLink(real.resolve("sub/w.bin"), real.resolve("other.bin"));
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      file.update(digest);
      assertThat(digest.digest()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(content));
      assertThat(file.content(5, 1).get(0)).isEqualTo((byte) 7);
    }
  }

  @Test
  void partsOutsideTheFileAreRefused() throws IOException {
    Files.write(folder.resolve("w.bin"), bytes(VALUES));
    for (TensorProto tensor :
        List.of(
            external("location", "w.bin", "offset", "4"),
            external("location", "w.bin", "offset", "-4"),
            external("location", "w.bin", "offset", "9223372036854775807"),
            external("location", "w.bin", "offset", "x"),
            external("location", "w.bin", "length", "36"),
            external("location", "w.bin").toBuilder().setDims(0, 1L << 60).build(),
            external("location", ""))) {
      byte[] model = model("Constant", value(tensor)).build().toByteArray();
      Files.write(folder.resolve("model.onnx"), model);
      assertThatThrownBy(() -> Generator.load(folder.resolve("model.onnx")))
          .isInstanceOf(ModelLoadException.class);
    }
    OnnxFile none = OnnxFile.parse("none", model("Constant").build().toByteArray());
    try (ExternalData data = ExternalData.open("none", none, Optional.empty())) {
      assertThat(data.size()).isZero();
      assertThat(data.weights()).isEmpty();
    }
  }
}
