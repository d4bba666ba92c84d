package dev.wgan.onnx.inspect;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node with the known facts about its inputs, for shape rules. */
final class NodeView {
  private final NodeProto node;
  private final List<ValueType> inputs;
  private final Map<String, AttributeProto> attributes = new HashMap<>();
  private final Map<String, TensorContent> constants;
  private final long opset;

  NodeView(
      NodeProto node, List<ValueType> inputs, Map<String, TensorContent> constants, long opset) {
    this.node = node;
    this.inputs = List.copyOf(inputs);
    this.constants = constants;
    this.opset = opset;
    for (AttributeProto attribute : node.getAttributeList()) {
      attributes.put(attribute.getName(), attribute);
    }
  }

  /** Thrown if the shapes do not fit the operator. */
  static final class MisfitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MisfitException(String message, Object... values) {
      super(message.formatted(values));
    }
  }

  String operator() {
    return node.getOpType();
  }

  long opset() {
    return opset;
  }

  int inputs() {
    return inputs.size();
  }

  int outputs() {
    return node.getOutputCount();
  }

  boolean has(int i) {
    return i < node.getInputCount() && !node.getInput(i).isEmpty();
  }

  ValueType in(int i) {
    return i < inputs.size() ? inputs.get(i) : ValueType.UNKNOWN;
  }

  Optional<List<Dim>> shape(int i) {
    return in(i).shape();
  }

  /** The elements of an input that is a short list of whole numbers. */
  Optional<List<Dim>> content(int i) {
    return in(i).content();
  }

  /** The elements, if all are numbers. */
  Optional<long[]> numbers(int i) {
    return content(i)
        .filter(dims -> dims.stream().allMatch(Dim::fixed))
        .map(dims -> dims.stream().mapToLong(Dim::factor).toArray());
  }

  /** The elements of an input that is a constant of floats. */
  Optional<float[]> scales(int i) {
    return has(i)
        ? Optional.ofNullable(constants.get(node.getInput(i))).flatMap(TensorContent::floats)
        : Optional.empty();
  }

  long integer(String name, long otherwise) {
    AttributeProto attribute = attributes.get(name);
    return attribute == null ? otherwise : attribute.getI();
  }

  Optional<long[]> integers(String name) {
    return Optional.ofNullable(attributes.get(name))
        .map(a -> a.getIntsList().stream().mapToLong(Long::longValue).toArray());
  }

  String text(String name, String otherwise) {
    AttributeProto attribute = attributes.get(name);
    return attribute == null ? otherwise : attribute.getS().toStringUtf8();
  }

  Optional<TensorProto> tensor(String name) {
    return Optional.ofNullable(attributes.get(name))
        .filter(AttributeProto::hasT)
        .map(AttributeProto::getT);
  }

  Optional<float[]> floats(String name) {
    return Optional.ofNullable(attributes.get(name))
        .map(
            a -> {
              float[] values = new float[a.getFloatsCount()];
              for (int i = 0; i < values.length; i++) {
                values[i] = a.getFloats(i);
              }
              return values;
            });
  }

  boolean hasAttribute(String name) {
    return attributes.containsKey(name);
  }

  /** Axes from an attribute in old opsets, from an input in newer ones. */
  Optional<long[]> axes(int input) {
    return hasAttribute("axes") ? integers("axes") : numbers(input);
  }

  /** An axis counted from the front, for one that may be counted from the end. */
  static int place(long axis, int rank) {
    long place = axis < 0 ? axis + rank : axis;
    if (place < 0 || place >= rank) {
      throw new MisfitException("axis %s of a value of %s dimensions", axis, rank);
    }
    return (int) place;
  }
}
