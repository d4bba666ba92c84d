package dev.wgan.runtime;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Models written as text: a node a line, such as {@code y = my:F(x, z) to=7 axes=1,2 mode=@m},
 * where {@code @} refers to an attribute of the function around it.
 */
final class TextModels {
  private static final Pattern NODE =
      Pattern.compile("([\\w, ]*) = (?:([\\w.]+):)?(\\w+)\\(([\\w, ]*)\\)((?: \\w+=\\S+)*)");

  private TextModels() {}

  static List<NodeProto> nodes(String text) {
    List<NodeProto> nodes = new ArrayList<>();
    for (String line : text.strip().split("\\s*\n\\s*", -1)) {
      nodes.add(node(line));
    }
    return nodes;
  }

  private static NodeProto node(String line) {
    Matcher matcher = NODE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(line);
    }
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .addAllOutput(names(matcher.group(1)))
            .setDomain(matcher.group(2) == null ? "" : matcher.group(2))
            .setOpType(matcher.group(3))
            .addAllInput(names(matcher.group(4)));
    for (String attribute : matcher.group(5).strip().split(" ", -1)) {
      if (!attribute.isEmpty()) {
        node.addAttribute(attribute(attribute));
      }
    }
    return node.build();
  }

  private static List<String> names(String list) {
    return list.isEmpty() ? List.of() : Arrays.asList(list.split(", *", -1));
  }

  static AttributeProto attribute(String text) {
    String name = text.substring(0, text.indexOf('='));
    String value = text.substring(text.indexOf('=') + 1);
    if (value.startsWith("@")) {
      return AttributeProto.newBuilder().setName(name).setRefAttrName(value.substring(1)).build();
    }
    if (value.startsWith("f")) {
      return ModelBuilder.decimal(name, Float.parseFloat(value.substring(1)));
    }
    long[] numbers = Arrays.stream(value.split(",", -1)).mapToLong(Long::parseLong).toArray();
    return name.endsWith("s")
        ? ModelBuilder.ints(name, numbers)
        : ModelBuilder.integer(name, numbers[0]);
  }

  static ValueInfoProto value(String name, int type) {
    TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder().setElemType(type).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  static ValueInfoProto scalar(String name, int type) {
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(type)
            .setShape(TensorShapeProto.getDefaultInstance())
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** A graph of the float input z, the int64 input i and the output y. */
  static GraphProto.Builder graph(String nodes) {
    return GraphProto.newBuilder()
        .setName("g")
        .addInput(value("z", ModelBuilder.FLOAT))
        .addInput(value("i", ModelBuilder.INT64))
        .addOutput(value("y", 0))
        .addAllNode(nodes(nodes));
  }

  /** A function of the domain {@code my}. */
  static FunctionProto function(String name, String inputs, String outputs, String nodes) {
    return FunctionProto.newBuilder()
        .setDomain("my")
        .setName(name)
        .addAllInput(names(inputs))
        .addAllOutput(names(outputs))
        .addAllNode(nodes(nodes))
        .build();
  }

  static ModelProto.Builder model(GraphProto.Builder graph, FunctionProto... functions) {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(18))
        .setGraph(graph)
        .addAllFunctions(List.of(functions));
  }

  static List<String> dangers(GraphProto.Builder graph, FunctionProto... functions) {
    byte[] bytes = model(graph, functions).build().toByteArray();
    return GraphGuard.dangers(OnnxFile.parse("model", bytes));
  }

  static List<String> dangers(String nodes, FunctionProto... functions) {
    return dangers(graph(nodes), functions);
  }
}
