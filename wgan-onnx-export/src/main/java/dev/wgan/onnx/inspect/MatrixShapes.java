package dev.wgan.onnx.inspect;

import dev.wgan.onnx.inspect.NodeView.MisfitException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Output shapes of elementwise operators with broadcasting, and of matrix products. */
final class MatrixShapes {
  private MatrixShapes() {}

  /** All inputs broadcast with each other, as NumPy does. */
  static Optional<List<Dim>> broadcast(NodeView node) {
    List<Dim> out = List.of();
    for (int i = 0; i < node.inputs(); i++) {
      if (node.shape(i).isEmpty()) {
        return Optional.empty();
      }
      out = broadcast(out, node.shape(i).get());
    }
    return Optional.of(out);
  }

  static List<Dim> broadcast(List<Dim> left, List<Dim> right) {
    int rank = Math.max(left.size(), right.size());
    List<Dim> out = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      Dim a = at(left, i - rank + left.size());
      Dim b = at(right, i - rank + right.size());
      if (a.contradicts(b) && !a.is(1) && !b.is(1)) {
        throw new MisfitException("%s does not broadcast to %s", Dim.text(left), Dim.text(right));
      }
      out.add(together(a, b));
    }
    return out;
  }

  private static Dim at(List<Dim> dims, int i) {
    return i < 0 ? Dim.ONE : dims.get(i);
  }

  private static Dim together(Dim a, Dim b) {
    if (a.is(1) || a.equals(b)) {
      return b;
    } else if (b.is(1)) {
      return a;
    }
    // An open dimension paired with a number above 1 must be that number or 1.
    return a.fixed() ? a : b.fixed() ? b : Dim.UNKNOWN;
  }

  static Optional<List<Dim>> gemm(NodeView node) {
    if (node.shape(0).isEmpty() || node.shape(1).isEmpty()) {
      return Optional.empty();
    }
    List<Dim> a = matrix(node.shape(0).get(), node.integer("transA", 0) != 0);
    List<Dim> b = matrix(node.shape(1).get(), node.integer("transB", 0) != 0);
    inner(a.get(1), b.get(0));
    List<Dim> out = List.of(a.get(0), b.get(1));
    if (node.has(2) && node.shape(2).isPresent()) {
      List<Dim> sum = broadcast(out, node.shape(2).get());
      if (sum.size() != 2 || sum.get(1).contradicts(out.get(1))) {
        throw new MisfitException("adds %s to %s", Dim.text(node.shape(2).get()), Dim.text(out));
      }
    }
    return Optional.of(out);
  }

  private static List<Dim> matrix(List<Dim> dims, boolean transposed) {
    if (dims.size() != 2) {
      throw new MisfitException("multiplies %s: expected two dimensions", Dim.text(dims));
    }
    return transposed ? List.of(dims.get(1), dims.get(0)) : dims;
  }

  private static void inner(Dim left, Dim right) {
    if (left.contradicts(right)) {
      throw new MisfitException("multiplies rows of %s by columns of %s", left, right);
    }
  }

  /** A matrix product of the last two dimensions, the others broadcast. */
  static Optional<List<Dim>> matMul(NodeView node, int left, int right) {
    if (node.shape(left).isEmpty() || node.shape(right).isEmpty()) {
      return Optional.empty();
    }
    List<Dim> a = node.shape(left).get();
    List<Dim> b = node.shape(right).get();
    if (a.isEmpty() || b.isEmpty()) {
      throw new MisfitException("multiplies a scalar");
    }
    boolean row = a.size() == 1;
    boolean column = b.size() == 1;
    a = row ? List.of(Dim.ONE, a.get(0)) : a;
    b = column ? List.of(b.get(0), Dim.ONE) : b;
    inner(a.get(a.size() - 1), b.get(b.size() - 2));
    List<Dim> out =
        new ArrayList<>(broadcast(a.subList(0, a.size() - 2), b.subList(0, b.size() - 2)));
    if (!row) {
      out.add(a.get(a.size() - 2));
    }
    if (!column) {
      out.add(b.get(b.size() - 1));
    }
    return Optional.of(out);
  }

  /** The dimensions after a reduction. */
  static Optional<List<Dim>> reduced(NodeView node, boolean axesAsInput) {
    if (node.shape(0).isEmpty()) {
      return Optional.empty();
    }
    Optional<long[]> axes = axesAsInput ? node.axes(1) : node.integers("axes");
    boolean unknownAxes = axes.isEmpty() && node.has(1);
    boolean keep = node.integer("keepdims", 1) != 0;
    List<Dim> in = node.shape(0).get();
    if (unknownAxes) {
      return Optional.empty();
    }
    boolean all = axes.isEmpty() || axes.get().length == 0;
    if (all && node.integer("noop_with_empty_axes", 0) != 0) {
      return Optional.of(in);
    }
    boolean[] gone = new boolean[in.size()];
    if (all) {
      java.util.Arrays.fill(gone, true);
    } else {
      for (long axis : axes.get()) {
        gone[NodeView.place(axis, in.size())] = true;
      }
    }
    return Optional.of(without(in, gone, keep));
  }

  /** The index of the largest or smallest along one axis. */
  static Optional<List<Dim>> index(NodeView node) {
    return node.shape(0)
        .map(
            in -> {
              boolean[] gone = new boolean[in.size()];
              gone[NodeView.place(node.integer("axis", 0), in.size())] = true;
              return without(in, gone, node.integer("keepdims", 1) != 0);
            });
  }

  private static List<Dim> without(List<Dim> in, boolean[] gone, boolean keep) {
    List<Dim> out = new ArrayList<>();
    for (int i = 0; i < in.size(); i++) {
      if (!gone[i]) {
        out.add(in.get(i));
      } else if (keep) {
        out.add(Dim.ONE);
      }
    }
    return out;
  }
}
