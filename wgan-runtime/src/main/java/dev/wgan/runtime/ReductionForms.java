package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** The rules of {@link FormRules} for operators that reduce dimensions to one number. */
final class ReductionForms {
  private ReductionForms() {}

  /** The forms of the first outputs, or null for an operator of other rules. */
  static @Nullable List<ValueForm> of(FormNode node) {
    return switch (node.node().operator()) {
      case "ReduceL1",
          "ReduceL2",
          "ReduceLogSum",
          "ReduceLogSumExp",
          "ReduceMean",
          "ReduceSumSquare" ->
          List.of(reduced(node));
      case "ReduceProd" -> List.of(folded(node, Extent::times));
      case "ReduceSum" -> List.of(folded(node, Extent::plus));
      case "ReduceMax" -> List.of(folded(node, (a, b) -> a.with(b, Math::max)));
      case "ReduceMin" -> List.of(folded(node, (a, b) -> a.with(b, Math::min)));
      case "ArgMax", "ArgMin" -> List.of(best(node));
      default -> null;
    };
  }

  /** Of a list of sizes the result is known, too. */
  private static ValueForm folded(FormNode node, BinaryOperator<Extent> of) {
    ValueForm form = reduced(node);
    List<Extent> numbers = node.numbers(0);
    boolean list = node.input(0).rank() == 1 && form.elements().is(1);
    return !list || numbers == null || numbers.isEmpty() || node.dims(0) == null
        ? form
        : form.withNumbers(List.of(numbers.stream().reduce(of).orElseThrow()));
  }

  private static ValueForm reduced(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> dims = first.dims();
    if (dims == null) {
      return first.lost();
    }
    boolean keep = node.integer("keepdims", 1) != 0;
    List<Extent> listed = node.listed("axes", 1);
    boolean none = !node.has(1) && node.attribute("axes").isEmpty();
    boolean empty = none || (listed != null && listed.isEmpty());
    if (empty && node.integer("noop_with_empty_axes", 0) != 0) {
      return first;
    }
    Set<Integer> axes = empty ? all(dims.size()) : MovementForms.axes(listed, dims.size());
    if (axes == null) {
      return keep ? first.mapDims(dim -> Extent.UNKNOWN) : ValueForm.UNKNOWN.withType(first.type());
    }
    return first.withDims(without(dims, axes, keep));
  }

  private static Set<Integer> all(int rank) {
    Set<Integer> axes = new HashSet<>();
    for (int i = 0; i < rank; i++) {
      axes.add(i);
    }
    return axes;
  }

  private static List<Extent> without(List<Extent> dims, Set<Integer> axes, boolean keep) {
    List<Extent> left = new ArrayList<>();
    for (int i = 0; i < dims.size(); i++) {
      if (!axes.contains(i)) {
        left.add(dims.get(i));
      } else if (keep) {
        left.add(Extent.ONE);
      }
    }
    return left;
  }

  private static ValueForm best(FormNode node) {
    ValueForm first = node.input(0).withType(StoredTensor.INT64);
    List<Extent> dims = first.dims();
    int axis = dims == null ? -1 : node.axis("axis", 0, dims.size());
    if (dims == null || axis < 0) {
      return first.lost();
    }
    Set<Integer> one = Set.of(axis);
    return first.withDims(without(dims, one, node.integer("keepdims", 1) != 0));
  }
}
