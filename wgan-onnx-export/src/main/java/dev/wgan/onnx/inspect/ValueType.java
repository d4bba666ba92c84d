package dev.wgan.onnx.inspect;

import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The facts about a value of a graph that are known before it runs.
 *
 * <p>Immutable and thread-safe.
 *
 * @param type its element type, empty if unknown or not a tensor
 * @param shape its dimensions, empty if their number is unknown
 * @param content its elements, if it is a short list of whole numbers such as a shape
 */
record ValueType(
    Optional<OnnxElementType> type, Optional<List<Dim>> shape, Optional<List<Dim>> content) {
  static final ValueType UNKNOWN =
      new ValueType(Optional.empty(), Optional.empty(), Optional.empty());

  static ValueType of(OnnxElementType type, List<Dim> shape) {
    return new ValueType(Optional.of(type), Optional.of(List.copyOf(shape)), Optional.empty());
  }

  static ValueType declared(TypeProto declared) {
    if (!declared.hasTensorType()) {
      return UNKNOWN;
    }
    TypeProto.Tensor tensor = declared.getTensorType();
    Optional<List<Dim>> shape =
        tensor.hasShape() ? Optional.of(dims(tensor.getShape())) : Optional.empty();
    return new ValueType(OnnxElementType.of(tensor.getElemType()), shape, Optional.empty());
  }

  private static List<Dim> dims(TensorShapeProto shape) {
    List<Dim> dims = new ArrayList<>();
    for (TensorShapeProto.Dimension dim : shape.getDimList()) {
      boolean fixed = dim.hasDimValue() && dim.getDimValue() >= 0;
      dims.add(fixed ? Dim.of(dim.getDimValue()) : Dim.open(dim.getDimParam()));
    }
    return List.copyOf(dims);
  }

  /** This value, with its type from a node's output types if it has none. */
  ValueType withTypeOr(List<Optional<OnnxElementType>> types) {
    Optional<OnnxElementType> first = types.isEmpty() ? Optional.empty() : types.get(0);
    return new ValueType(type.or(() -> first), shape, content);
  }

  ValueType withContent(Optional<List<Dim>> other) {
    return new ValueType(type, shape, other);
  }

  /** These facts, completed by those of another value type. */
  ValueType or(ValueType other) {
    Optional<List<Dim>> merged = shape.or(other::shape);
    if (shape.isPresent() && other.shape.isPresent()) {
      merged = Optional.of(merge(shape.get(), other.shape.get()));
    }
    return new ValueType(type.or(other::type), merged, content.or(other::content));
  }

  private static List<Dim> merge(List<Dim> ours, List<Dim> theirs) {
    if (ours.size() != theirs.size()) {
      return ours;
    }
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      boolean better = !ours.get(i).known() || (!ours.get(i).fixed() && theirs.get(i).fixed());
      dims.add(better ? theirs.get(i) : ours.get(i));
    }
    return List.copyOf(dims);
  }

  /** Returns whether both contradict each other. */
  boolean contradicts(ValueType other) {
    boolean types = type.isPresent() && other.type.isPresent() && !type.equals(other.type);
    if (types || shape.isEmpty() || other.shape.isEmpty()) {
      return types;
    }
    List<Dim> left = shape.get();
    List<Dim> right = other.shape.get();
    if (left.size() != right.size()) {
      return true;
    }
    for (int i = 0; i < left.size(); i++) {
      if (left.get(i).contradicts(right.get(i))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return type.map(OnnxElementType::toString).orElse("unknown type")
        + " "
        + shape.map(Dim::text).orElse("of unknown rank");
  }
}
