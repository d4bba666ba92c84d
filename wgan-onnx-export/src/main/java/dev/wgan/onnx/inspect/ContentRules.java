package dev.wgan.onnx.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * The elements of short lists of whole numbers, such as shapes that a graph computes before it
 * reshapes.
 */
final class ContentRules {
  private static final int MAX = 64;

  private ContentRules() {}

  /** The elements of a node's output, empty if they are unknown. */
  static Optional<List<Dim>> infer(NodeView node) {
    return switch (node.operator()) {
      case "Shape" -> node.shape(0).map(in -> shape(node, in));
      case "Size" -> node.shape(0).map(in -> List.of(Dim.product(in)));
      case "Identity", "Unsqueeze", "Squeeze", "Cast", "Reshape", "Flatten" -> node.content(0);
      case "Concat" -> concat(node);
      case "Gather" -> gather(node);
      case "Slice" -> slice(node);
      case "Mul" -> both(node, Dim::times);
      case "Add" -> both(node, Dim::plus);
      case "Div" -> both(node, Dim::over);
      case "ReduceProd" -> node.content(0).map(list -> List.of(Dim.product(list)));
      default -> Optional.empty();
    };
  }

  /** The dimensions that a Shape node gives: all of them, or those from start to end. */
  static List<Dim> shape(NodeView node, List<Dim> in) {
    int start = bound(node.integer("start", 0), in.size());
    int end = bound(node.integer("end", in.size()), in.size());
    return start < end ? in.subList(start, end) : List.of();
  }

  private static int bound(long at, int rank) {
    return (int) Math.max(0, Math.min(rank, at < 0 ? at + rank : at));
  }

  private static Optional<List<Dim>> concat(NodeView node) {
    List<Dim> all = new ArrayList<>();
    for (int i = 0; i < node.inputs(); i++) {
      if (node.content(i).isEmpty() || all.size() > MAX) {
        return Optional.empty();
      }
      all.addAll(node.content(i).get());
    }
    return Optional.of(all);
  }

  private static Optional<List<Dim>> gather(NodeView node) {
    Optional<List<Dim>> from = node.content(0);
    Optional<long[]> places = node.numbers(1);
    boolean list = node.shape(0).filter(dims -> dims.size() == 1).isPresent();
    if (from.isEmpty() || places.isEmpty() || !list) {
      return Optional.empty();
    }
    List<Dim> picked = new ArrayList<>();
    for (long place : places.get()) {
      picked.add(from.get().get(NodeView.place(place, from.get().size())));
    }
    return Optional.of(picked);
  }

  private static Optional<List<Dim>> slice(NodeView node) {
    boolean old = node.opset() < 10;
    Optional<long[]> starts = old ? node.integers("starts") : node.numbers(1);
    Optional<long[]> ends = old ? node.integers("ends") : node.numbers(2);
    boolean single =
        starts.filter(s -> s.length == 1).isPresent()
            && ends.filter(s -> s.length == 1).isPresent();
    if (!single || node.content(0).isEmpty() || node.has(4)) {
      return Optional.empty();
    }
    List<Dim> from = node.content(0).get();
    int start = bound(starts.get()[0], from.size());
    int end = bound(ends.get()[0], from.size());
    return Optional.of(start < end ? from.subList(start, end) : List.of());
  }

  private static Optional<List<Dim>> both(NodeView node, BinaryOperator<Dim> operator) {
    if (node.content(0).isEmpty() || node.content(1).isEmpty()) {
      return Optional.empty();
    }
    List<Dim> left = node.content(0).get();
    List<Dim> right = node.content(1).get();
    int n = Math.max(left.size(), right.size());
    boolean fits =
        (left.size() == n || left.size() == 1) && (right.size() == n || right.size() == 1);
    if (!fits) {
      return Optional.empty();
    }
    List<Dim> result = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Dim a = left.get(left.size() == 1 ? 0 : i);
      Dim b = right.get(right.size() == 1 ? 0 : i);
      result.add(operator.apply(a, b));
    }
    return Optional.of(result);
  }
}
