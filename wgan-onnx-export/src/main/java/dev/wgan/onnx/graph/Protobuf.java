package dev.wgan.onnx.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;

/** The parts of a graph as the messages of an ONNX file. */
final class Protobuf {
  private static final String BATCH = "batch";
  private static final List<String> SPATIAL = List.of("height", "width");

  private Protobuf() {}

  static NodeProto node(Node node) {
    NodeProto.Builder message =
        NodeProto.newBuilder()
            .addAllInput(node.inputs())
            .addAllOutput(node.outputs())
            .setName(node.output())
            .setOpType(node.operator());
    node.attributes().forEach((name, value) -> message.addAttribute(attribute(name, value)));
    return message.build();
  }

  private static AttributeProto attribute(String name, Attribute value) {
    AttributeProto.Builder message = AttributeProto.newBuilder().setName(name);
    if (value instanceof Attribute.Whole whole) {
      message.setType(AttributeType.INT).setI(whole.value());
    } else if (value instanceof Attribute.Wholes wholes) {
      message.setType(AttributeType.INTS).addAllInts(wholes.values());
    } else if (value instanceof Attribute.Real real) {
      message.setType(AttributeType.FLOAT).setF(real.value());
    } else if (value instanceof Attribute.Reals reals) {
      message.setType(AttributeType.FLOATS).addAllFloats(reals.values());
    } else if (value instanceof Attribute.Text text) {
      message.setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(text.value()));
    }
    return message.build();
  }

  /** A value with its type and its shape, the batch first. */
  static ValueInfoProto value(Graph.Port port, Graph graph) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    if (graph.batch() > 0) {
      shape.addDimBuilder().setDimValue(graph.batch());
    } else {
      shape.addDimBuilder().setDimParam(BATCH);
    }
    if (graph.anySize()) {
      shape.addDimBuilder().setDimValue(port.shape().dim(0));
      List<Integer> input = graph.inputs().get(0).shape().spatial();
      for (int i = 0; i < input.size(); i++) {
        free(shape.addDimBuilder(), SPATIAL.get(i), input.get(i), port.shape().dim(i + 1));
      }
    } else {
      port.shape().dims().forEach(dim -> shape.addDimBuilder().setDimValue(dim));
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(port.type().code()).setShape(shape).build();
    return ValueInfoProto.newBuilder()
        .setName(port.name())
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** Names an extent that depends on the input's, such as {@code 2*height} or {@code height/4}. */
  private static void free(
      TensorShapeProto.Dimension.Builder dim, String name, int input, int extent) {
    if (extent == input) {
      dim.setDimParam(name);
    } else if (extent % input == 0) {
      dim.setDimParam(extent / input + "*" + name);
    } else if (input % extent == 0) {
      dim.setDimParam(name + "/" + input / extent);
    }
  }

  /** A tensor without its values. */
  static TensorProto.Builder tensor(Constant constant) {
    TensorProto.Builder message =
        TensorProto.newBuilder().setDataType(constant.type().code()).setName(constant.name());
    constant.dims().forEach(message::addDims);
    return message;
  }

  /** A tensor whose values are in another file. */
  static TensorProto external(Constant constant, String location, long offset) {
    return tensor(constant)
        .addExternalData(entry("location", location))
        .addExternalData(entry("offset", String.valueOf(offset)))
        .addExternalData(entry("length", String.valueOf(constant.bytes())))
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .build();
  }

  static StringStringEntryProto entry(Map.Entry<String, String> entry) {
    return entry(entry.getKey(), entry.getValue());
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }
}
