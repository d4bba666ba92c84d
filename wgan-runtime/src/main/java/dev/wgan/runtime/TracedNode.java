package dev.wgan.runtime;

import dev.wgan.runtime.TracedValue.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node with what is known of its inputs, for the rule of its operator to judge.
 *
 * <p>Not thread-safe: it passes what it finds on to the graph's tracing.
 *
 * @param node the node
 * @param opset the version of ONNX's own operators that it is written in
 * @param inputs what is known of its inputs, null for those left out
 * @param given the attributes of the call, if the node is part of a function
 * @param tracing where findings go
 */
record TracedNode(
    OnnxNode node,
    long opset,
    List<@Nullable TracedValue> inputs,
    Map<String, OnnxAttribute> given,
    BatchTracing tracing) {

  /** An input, null if it is left out. */
  @Nullable TracedValue input(int index) {
    return index < inputs.size() ? inputs.get(index) : null;
  }

  boolean has(int index) {
    return input(index) != null;
  }

  /** The input that holds the samples' rows. */
  TracedValue rows(int index) throws BatchFinding {
    TracedValue found = input(index);
    if (found == null || !found.isRows()) {
      throw mixes("takes its samples from where they cannot be followed");
    }
    return found;
  }

  /** Requires that the inputs from one on, where given, are the same for every sample. */
  void requireConstant(int from, String what) throws BatchFinding {
    for (int i = from; i < inputs.size(); i++) {
      TracedValue found = inputs.get(i);
      if (found != null && !found.isConstant()) {
        throw mixes("computes its " + what);
      }
    }
  }

  boolean allConstant() {
    return inputs.stream().allMatch(input -> input == null || input.isConstant());
  }

  boolean any(Kind kind) {
    return inputs.stream().anyMatch(input -> input != null && input.kind() == kind);
  }

  /** The whole number in an attribute. */
  long integer(String name, long otherwise) {
    return attribute(name).flatMap(OnnxAttribute::integer).orElse(otherwise);
  }

  Optional<long[]> integers(String name) {
    return attribute(name).flatMap(OnnxAttribute::integers);
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

  /** Axes from an attribute, or from an input where newer opsets have them. */
  Optional<long[]> axes(int input) {
    TracedValue found = input(input);
    return found == null
        ? integers("axes")
        : found.isConstant() ? found.integers() : Optional.empty();
  }

  /** Returns whether axes of a value of that rank certainly leave its first dimension alone. */
  static boolean sparesRows(long[] axes, int rank) {
    for (long axis : axes) {
      boolean first = axis >= 0 ? axis == 0 : rank == TracedValue.UNKNOWN || rank + axis <= 0;
      if (first) {
        return false;
      }
    }
    return axes.length > 0;
  }

  BatchFinding mixes(String what) {
    return new BatchFinding(Batching.Mode.MIXES, node.where() + " " + what);
  }

  BatchFinding irreproducible(String what) {
    return new BatchFinding(Batching.Mode.IRREPRODUCIBLE, node.where() + " " + what);
  }

  /** Notes that the node rounds a sample by its batch. */
  void rounds() {
    tracing.rounds(node.where() + " may round a sample differently in another batch");
  }
}
