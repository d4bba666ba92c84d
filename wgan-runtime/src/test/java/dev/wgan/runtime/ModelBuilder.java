package dev.wgan.runtime;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes small ONNX models for tests: nodes in order, random weights from a fixed seed. */
final class ModelBuilder {
  static final int FLOAT = 1;
  static final int UINT8 = 2;
  static final int INT64 = 7;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Random random = new Random(7);
  private int names;
  private int opset = 13;

  /** Declares an input; dimensions below 0 are left open. */
  ModelBuilder input(String name, int type, long... dims) {
    graph.addInput(value(name, type, dims));
    return this;
  }

  ModelBuilder output(String name, int type, long... dims) {
    graph.addOutput(value(name, type, dims));
    return this;
  }

  ModelBuilder meta(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /** Adds a weight of normal values with the given deviation and returns its name. */
  String weight(double deviation, long... dims) {
    int elements = 1;
    for (long dim : dims) {
      elements *= (int) dim;
    }
    float[] values = new float[elements];
    for (int i = 0; i < elements; i++) {
      values[i] = (float) (random.nextGaussian() * deviation);
    }
    return constant(values, dims);
  }

  String constant(float[] values, long... dims) {
    TensorProto.Builder tensor = tensor(FLOAT, dims);
    ByteBuffer bytes = littleEndian(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return add(tensor.setRawData(ByteString.copyFrom(bytes)));
  }

  String constant(long[] values, long... dims) {
    TensorProto.Builder tensor = tensor(INT64, dims);
    ByteBuffer bytes = littleEndian(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    return add(tensor.setRawData(ByteString.copyFrom(bytes)));
  }

  /** Adds a constant of bytes of an element type. */
  String bytes(int type, byte[] values, long... dims) {
    return add(tensor(type, dims).setRawData(ByteString.copyFrom(values)));
  }

  /** Adds a weight that lies in another file. */
  String external(String location, long... dims) {
    TensorProto.Builder tensor =
        tensor(FLOAT, dims)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(entry("location", location));
    return add(tensor);
  }

  /** Adds a node and returns the name of its output. */
  String node(String operator, List<String> inputs, AttributeProto... attributes) {
    String output = operator.toLowerCase(java.util.Locale.ROOT) + names++;
    nodeTo(output, operator, inputs, attributes);
    return output;
  }

  ModelBuilder nodeTo(
      String output, String operator, List<String> inputs, AttributeProto... attributes) {
    return nodeTo(List.of(output), operator, inputs, attributes);
  }

  ModelBuilder nodeTo(
      List<String> outputs, String operator, List<String> inputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .addAllInput(inputs)
            .addAllOutput(outputs)
            .addAllAttribute(List.of(attributes)));
    return this;
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

  static AttributeProto decimal(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  /**
   * Hides the dimensions of constants: an If gives the first one or the second one by what runs,
   * which have another number of dimensions.
   */
  String hidden(String condition, String one, String other) {
    String output = "hidden" + names++;
    nodeTo(
        output,
        "If",
        List.of(condition),
        branch("then_branch", output, one),
        branch("else_branch", output, other));
    return output;
  }

  private static AttributeProto branch(String name, String prefix, String of) {
    String output = prefix + name;
    NodeProto node =
        NodeProto.newBuilder().setOpType("Identity").addInput(of).addOutput(output).build();
    ValueInfoProto value = ValueInfoProto.newBuilder().setName(output).build();
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.GRAPH)
        .setG(GraphProto.newBuilder().setName(name).addNode(node).addOutput(value))
        .build();
  }

  static AttributeProto text(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  /** Sets the version of the operators; 13 by default. */
  ModelBuilder opset(int version) {
    opset = version;
    return this;
  }

  /** The file's bytes, with the digest over graph and external data if there is metadata. */
  byte[] build(byte[]... externalFiles) {
    GraphProto built = graph.build();
    if (!metadata.isEmpty()) {
      metadata.putIfAbsent("wgan.format", "1");
      metadata.putIfAbsent("wgan.graph.sha256", digest(built.toByteArray(), externalFiles));
    }
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(opset > 15 ? 10 : 7)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
            .setGraph(built);
    metadata.forEach((key, value) -> model.addMetadataProps(entry(key, value)));
    return model.build().toByteArray();
  }

  /** The model with more metadata; its graph's bytes, and so its digest, stay. */
  static byte[] withMetadata(byte[] model, Map<String, String> more) {
    try {
      ModelProto.Builder changed = ModelProto.parseFrom(model).toBuilder();
      more.forEach((key, value) -> changed.addMetadataProps(entry(key, value)));
      return changed.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** The model without metadata. */
  static byte[] withoutMetadata(byte[] model) {
    try {
      return ModelProto.parseFrom(model).toBuilder().clearMetadataProps().build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static String digest(byte[] graph, byte[]... externalFiles) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(graph);
      for (byte[] file : externalFiles) {
        digest.update(file);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
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

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private static ValueInfoProto value(String name, int type, long... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int i = 0; i < dims.length; i++) {
      TensorShapeProto.Dimension.Builder dim = shape.addDimBuilder();
      if (dims[i] < 0) {
        dim.setDimParam("d" + i);
      } else {
        dim.setDimValue(dims[i]);
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
