package dev.wgan.onnx.inspect;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Small models for tests, and those that PyTorch's exporter wrote. */
final class Models {
  static final int FLOAT = 1;
  static final int INT64 = 7;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
  private final Random random = new Random(7);
  private int names;

  static byte[] foreign(String name) throws IOException {
    try (InputStream in = Models.class.getResourceAsStream("/foreign/" + name + ".onnx")) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  static ModelProto foreignProto(String name) throws IOException {
    return ModelProto.parseFrom(foreign(name));
  }

  /** Declares an input; dimensions below 0 are the open dimension N. */
  Models input(String name, int type, long... dims) {
    graph.addInput(value(name, type, dims));
    return this;
  }

  Models output(String name, int type) {
    graph.addOutput(
        ValueInfoProto.newBuilder()
            .setName(name)
            .setType(
                TypeProto.newBuilder()
                    .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type))));
    return this;
  }

  String weight(long... dims) {
    int elements = 1;
    for (long dim : dims) {
      elements *= (int) dim;
    }
    ByteBuffer bytes = ByteBuffer.allocate(elements * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < elements; i++) {
      bytes.putFloat(4 * i, (float) random.nextGaussian());
    }
    return add(tensor(FLOAT, dims).setRawData(ByteString.copyFrom(bytes)));
  }

  String floats(float... values) {
    TensorProto.Builder tensor = tensor(FLOAT, values.length);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    return add(tensor);
  }

  String longs(long... values) {
    TensorProto.Builder tensor = tensor(INT64, values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    return add(tensor);
  }

  String scalar(long value) {
    return add(tensor(INT64).addInt64Data(value));
  }

  /** Adds a node and returns the name of its output. */
  String node(String operator, List<String> inputs, AttributeProto... attributes) {
    return node(operator, inputs, 1, attributes).get(0);
  }

  List<String> node(
      String operator, List<String> inputs, int outputs, AttributeProto... attributes) {
    int id = names++;
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setName(operator + id)
            .setOpType(operator)
            .addAllInput(inputs)
            .addAllAttribute(List.of(attributes));
    for (int i = 0; i < outputs; i++) {
      node.addOutput(operator + "_" + id + "_" + i);
    }
    graph.addNode(node);
    return node.getOutputList();
  }

  static AttributeProto ints(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto text(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  ModelProto build(int opset) {
    return ModelProto.newBuilder()
        .setIrVersion(7)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
        .setGraph(graph)
        .build();
  }

  private String add(TensorProto.Builder tensor) {
    String name = "w" + names++;
    graph.addInitializer(tensor.setName(name));
    return name;
  }

  private static TensorProto.Builder tensor(int type, long... dims) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(type);
    for (long dim : dims) {
      tensor.addDims(dim);
    }
    return tensor;
  }

  static ValueInfoProto value(String name, int type, long... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long dim : dims) {
      TensorShapeProto.Dimension.Builder dimension = shape.addDimBuilder();
      if (dim < 0) {
        dimension.setDimParam("N");
      } else {
        dimension.setDimValue(dim);
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
        .build();
  }
}
