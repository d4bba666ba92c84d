package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node with what is known of the dimensions of its inputs, for the rule of its operator.
 *
 * <p>Immutable and thread-safe.
 *
 * @param node the node
 * @param opset the version of ONNX's own operators that it is written in
 * @param inputs the forms of its inputs, null for those left out
 * @param given the attributes of the call, if the node is part of a function
 */
record FormNode(
    OnnxNode node, long opset, List<@Nullable ValueForm> inputs, Map<String, OnnxAttribute> given) {
  boolean has(int index) {
    return index < inputs.size() && inputs.get(index) != null;
  }

  /** An input; unknown if it is left out. */
  ValueForm input(int index) {
    ValueForm found = index < inputs.size() ? inputs.get(index) : null;
    return found == null ? ValueForm.UNKNOWN : found;
  }

  /** The dimensions of an input; null if their number is not known. */
  @Nullable List<Extent> dims(int index) {
    return input(index).dims();
  }

  /** The elements of an input; null if they are not known. */
  @Nullable List<Extent> numbers(int index) {
    return input(index).numbers();
  }

  /** The only element of an input; unknown if it has more, or is left out. */
  Extent number(int index) {
    List<Extent> found = numbers(index);
    return found == null || found.size() != 1 ? Extent.UNKNOWN : found.get(0);
  }

  /** An attribute; in a function it may stand for one of the call. */
  Optional<OnnxAttribute> attribute(String name) {
    return node.attribute(name)
        .flatMap(
            own ->
                own.reference().isEmpty()
                    ? Optional.of(own)
                    : Optional.ofNullable(given.get(own.reference())));
  }

  /** A whole number in an attribute, to compute with. */
  double real(String name, long otherwise) {
    return (double) integer(name, otherwise);
  }

  long integer(String name, long otherwise) {
    return attribute(name).flatMap(OnnxAttribute::integer).orElse(otherwise);
  }

  String text(String name, String otherwise) {
    return attribute(name).flatMap(OnnxAttribute::text).orElse(otherwise);
  }

  Optional<long[]> integers(String name) {
    return attribute(name).flatMap(OnnxAttribute::integers);
  }

  /** Whole numbers from an attribute, as extents. */
  Optional<List<Extent>> sizes(String name) {
    return integers(name)
        .map(
            values -> {
              List<Extent> sizes = new ArrayList<>(values.length);
              for (long value : values) {
                sizes.add(Extent.of(value));
              }
              return sizes;
            });
  }

  /** Numbers from an attribute, or from an input where newer opsets have them; null if unknown. */
  @Nullable List<Extent> listed(String attribute, int input) {
    return has(input) ? numbers(input) : sizes(attribute).orElse(null);
  }

  /** An axis from an attribute, counted from the front; -1 if there is no such axis. */
  int axis(String name, long otherwise, int rank) {
    return axis(integer(name, otherwise), rank);
  }

  static int axis(long axis, int rank) {
    return axis((double) axis, rank);
  }

  static int axis(double axis, int rank) {
    double front = axis < 0 ? axis + rank : axis;
    return front >= 0 && front < rank ? (int) front : -1;
  }
}
