package dev.wgan.onnx.inspect;

import dev.wgan.onnx.inspect.NodeView.MisfitException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Output shapes of operators that move elements without computing. */
final class MovementShapes {
  private MovementShapes() {}

  static Optional<List<Dim>> reshape(NodeView node) {
    if (node.content(1).isEmpty()) {
      return Optional.empty();
    }
    List<Dim> wanted = node.content(1).get();
    Optional<List<Dim>> in = node.shape(0);
    boolean zeroCopies = node.integer("allowzero", 0) == 0;
    List<Dim> out = new ArrayList<>();
    int open = -1;
    for (int i = 0; i < wanted.size(); i++) {
      Dim dim = wanted.get(i);
      if (dim.is(-1)) {
        if (open >= 0) {
          throw new MisfitException("reshapes to %s: one -1 at most", Dim.text(wanted));
        }
        open = i;
        out.add(Dim.ONE);
      } else if (dim.is(0) && zeroCopies) {
        int at = i;
        if (in.isPresent() && i >= in.get().size()) {
          throw new MisfitException("copies dimension %s of %s", i, Dim.text(in.get()));
        }
        out.add(in.map(dims -> dims.get(at)).orElse(Dim.UNKNOWN));
      } else {
        out.add(dim);
      }
    }
    Dim before = in.map(Dim::product).orElse(Dim.UNKNOWN);
    if (open >= 0) {
      Dim rest = Dim.product(out);
      boolean indivisible =
          before.fixed()
              && rest.fixed()
              && rest.factor() > 0
              && before.factor() % rest.factor() != 0;
      if (indivisible) {
        throw misfit(in.orElse(List.of()), wanted);
      }
      out.set(open, before.over(rest));
    } else if (before.contradicts(Dim.product(out))) {
      throw misfit(in.orElse(List.of()), wanted);
    }
    return Optional.of(out);
  }

  private static MisfitException misfit(List<Dim> in, List<Dim> wanted) {
    return new MisfitException("reshapes %s to %s", Dim.text(in), Dim.text(wanted));
  }

  static Optional<List<Dim>> flatten(NodeView node) {
    return node.shape(0)
        .map(
            in -> {
              long axis = node.integer("axis", 1);
              int at = axis == in.size() ? in.size() : NodeView.place(axis, in.size());
              return List.of(
                  Dim.product(in.subList(0, at)), Dim.product(in.subList(at, in.size())));
            });
  }

  static Optional<List<Dim>> transpose(NodeView node) {
    return node.shape(0)
        .map(
            in -> {
              int rank = in.size();
              long[] order =
                  node.integers("perm")
                      .orElse(IntStream.range(0, rank).mapToLong(i -> rank - 1L - i).toArray());
              if (order.length != rank || Arrays.stream(order).distinct().count() != rank) {
                throw new MisfitException(
                    "transposes %s by %s", Dim.text(in), Arrays.toString(order));
              }
              return Arrays.stream(order).mapToObj(i -> in.get(NodeView.place(i, rank))).toList();
            });
  }

  static Optional<List<Dim>> squeeze(NodeView node) {
    Optional<long[]> axes = node.axes(1);
    if (node.shape(0).isEmpty() || (axes.isEmpty() && node.has(1))) {
      return Optional.empty();
    }
    List<Dim> in = node.shape(0).get();
    List<Dim> out = new ArrayList<>();
    boolean[] gone = new boolean[in.size()];
    if (axes.isPresent()) {
      for (long axis : axes.get()) {
        int at = NodeView.place(axis, in.size());
        if (in.get(at).fixed() && !in.get(at).is(1)) {
          throw new MisfitException("squeezes dimension %s of %s", axis, Dim.text(in));
        }
        gone[at] = true;
      }
    }
    for (int i = 0; i < in.size(); i++) {
      if (axes.isPresent() ? !gone[i] : !in.get(i).is(1)) {
        out.add(in.get(i));
      }
    }
    return Optional.of(out);
  }

  static Optional<List<Dim>> unsqueeze(NodeView node) {
    Optional<long[]> axes = node.axes(1);
    if (node.shape(0).isEmpty() || axes.isEmpty()) {
      return Optional.empty();
    }
    List<Dim> in = node.shape(0).get();
    int rank = in.size() + axes.get().length;
    boolean[] fresh = new boolean[rank];
    for (long axis : axes.get()) {
      fresh[NodeView.place(axis, rank)] = true;
    }
    List<Dim> out = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < rank; i++) {
      if (!fresh[i] && next == in.size()) {
        throw new MisfitException("unsqueezes one axis twice: %s", Arrays.toString(axes.get()));
      }
      out.add(fresh[i] ? Dim.ONE : in.get(next++));
    }
    return Optional.of(out);
  }

  static Optional<List<Dim>> concat(NodeView node) {
    List<Dim> out = null;
    for (int i = 0; i < node.inputs(); i++) {
      if (node.shape(i).isEmpty()) {
        return Optional.empty();
      }
      List<Dim> next = node.shape(i).get();
      out = out == null ? new ArrayList<>(next) : joined(out, next, node.integer("axis", 1));
    }
    return Optional.ofNullable(out);
  }

  private static List<Dim> joined(List<Dim> left, List<Dim> right, long axis) {
    int at = NodeView.place(axis, left.size());
    List<Dim> out = new ArrayList<>(left);
    boolean fits = left.size() == right.size();
    for (int i = 0; fits && i < out.size(); i++) {
      if (i == at) {
        out.set(i, left.get(i).plus(right.get(i)));
      } else {
        fits = !left.get(i).contradicts(right.get(i));
        out.set(i, left.get(i).fixed() ? left.get(i) : right.get(i));
      }
    }
    if (!fits) {
      throw new MisfitException(
          "concatenates %s and %s over axis %s", Dim.text(left), Dim.text(right), axis);
    }
    return out;
  }

  static Optional<List<Dim>> split(NodeView node, int output) {
    if (node.shape(0).isEmpty()) {
      return Optional.empty();
    }
    List<Dim> out = new ArrayList<>(node.shape(0).get());
    int axis = NodeView.place(node.integer("axis", 0), out.size());
    Optional<long[]> sizes = node.hasAttribute("split") ? node.integers("split") : node.numbers(1);
    if (sizes.isPresent()) {
      if (sizes.get().length != node.outputs()) {
        throw new MisfitException(
            "splits into %s: expected %s parts", Arrays.toString(sizes.get()), node.outputs());
      }
      out.set(axis, Dim.of(sizes.get()[output]));
    } else {
      boolean even = !node.has(1);
      out.set(axis, even ? out.get(axis).over(Dim.of(node.outputs())) : Dim.UNKNOWN);
    }
    return Optional.of(out);
  }

  static Optional<List<Dim>> slice(NodeView node) {
    if (node.shape(0).isEmpty()) {
      return Optional.empty();
    }
    List<Dim> out = new ArrayList<>(node.shape(0).get());
    boolean old = node.opset() < 10;
    Optional<long[]> starts = old ? node.integers("starts") : node.numbers(1);
    Optional<long[]> ends = old ? node.integers("ends") : node.numbers(2);
    boolean anyAxes = old ? node.hasAttribute("axes") : node.has(3);
    Optional<long[]> axes = old ? node.integers("axes") : node.numbers(3);
    Optional<long[]> steps = old ? Optional.empty() : node.numbers(4);
    if (anyAxes && axes.isEmpty()) {
      return Optional.of(out.stream().map(dim -> Dim.UNKNOWN).toList());
    }
    int n = axes.or(() -> starts).or(() -> ends).map(list -> list.length).orElse(out.size());
    for (int i = 0; i < n; i++) {
      int at = NodeView.place(axes.isPresent() ? axes.get()[i] : i, out.size());
      boolean known = starts.isPresent() && ends.isPresent() && (!node.has(4) || steps.isPresent());
      boolean same = known && starts.get().length == n && ends.get().length == n;
      long step = steps.filter(s -> s.length == n).isPresent() ? steps.get()[i] : 1;
      out.set(
          at,
          same && out.get(at).fixed() && step != 0
              ? Dim.of(sliced(out.get(at).factor(), starts.get()[i], ends.get()[i], step))
              : Dim.UNKNOWN);
    }
    return Optional.of(out);
  }

  /** The number of elements of a slice, its bounds clamped as NumPy does. */
  static long sliced(long extent, long start, long end, long step) {
    long from = Math.max(start < 0 ? start + extent : start, step > 0 ? 0 : -1);
    long to = end < 0 ? Math.max(end + extent, -1) : end;
    if (step > 0) {
      from = Math.min(from, extent);
      to = Math.max(0, Math.min(to, extent));
      return Math.max(0, -Math.floorDiv(from - to, step));
    }
    from = Math.min(from, extent - 1);
    return Math.max(0, -Math.floorDiv(from - to, step));
  }

  static Optional<List<Dim>> gather(NodeView node) {
    if (node.shape(0).isEmpty() || node.shape(1).isEmpty()) {
      return Optional.empty();
    }
    List<Dim> in = node.shape(0).get();
    int axis = NodeView.place(node.integer("axis", 0), in.size());
    List<Dim> out = new ArrayList<>(in.subList(0, axis));
    out.addAll(node.shape(1).get());
    out.addAll(in.subList(axis + 1, in.size()));
    return Optional.of(out);
  }

  static Optional<List<Dim>> expand(NodeView node) {
    if (node.shape(0).isEmpty() || node.content(1).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(MatrixShapes.broadcast(node.shape(0).get(), node.content(1).get()));
  }

  static Optional<List<Dim>> tile(NodeView node) {
    if (node.shape(0).isEmpty()) {
      return Optional.empty();
    }
    List<Dim> in = node.shape(0).get();
    Optional<List<Dim>> repeats = node.content(1).filter(list -> list.size() == in.size());
    return Optional.of(
        IntStream.range(0, in.size())
            .mapToObj(i -> repeats.map(list -> in.get(i).times(list.get(i))).orElse(Dim.UNKNOWN))
            .toList());
  }

  static Optional<List<Dim>> pad(NodeView node) {
    if (node.shape(0).isEmpty()) {
      return Optional.empty();
    }
    List<Dim> in = node.shape(0).get();
    int rank = in.size();
    Optional<long[]> pads = node.hasAttribute("pads") ? node.integers("pads") : node.numbers(1);
    boolean everyAxis = !node.has(3);
    if (pads.isEmpty() || !everyAxis) {
      return Optional.of(in.stream().map(dim -> Dim.UNKNOWN).toList());
    }
    if (pads.get().length != 2 * rank) {
      throw new MisfitException("pads %s by %s", Dim.text(in), Arrays.toString(pads.get()));
    }
    long[] widths = pads.get();
    return Optional.of(
        IntStream.range(0, rank)
            .mapToObj(i -> in.get(i).plus(Dim.of(widths[i] + widths[i + rank])))
            .toList());
  }

  /** Blocks of the channels moved to the spatial dimensions, or back. */
  static Optional<List<Dim>> blocks(NodeView node, boolean toSpace) {
    if (node.shape(0).isEmpty()) {
      return Optional.empty();
    }
    List<Dim> in = node.shape(0).get();
    Dim block = Dim.of(Math.max(1, node.integer("blocksize", 1)));
    if (in.size() != 4) {
      throw new MisfitException("is given %s: expected four dimensions", Dim.text(in));
    }
    Dim square = block.times(block);
    return Optional.of(
        toSpace
            ? List.of(
                in.get(0), in.get(1).over(square), in.get(2).times(block), in.get(3).times(block))
            : List.of(
                in.get(0), in.get(1).times(square), in.get(2).over(block), in.get(3).over(block)));
  }

  /** Resize and Upsample: given sizes, or scales. */
  static Optional<List<Dim>> resize(NodeView node) {
    if (node.shape(0).isEmpty()) {
      return Optional.empty();
    }
    List<Dim> in = node.shape(0).get();
    boolean withRegion = node.operator().equals("Resize") && node.opset() >= 11;
    if (withRegion && node.content(3).filter(sizes -> sizes.size() == in.size()).isPresent()) {
      return node.content(3);
    }
    Optional<float[]> scales =
        node.hasAttribute("scales") ? node.floats("scales") : node.scales(withRegion ? 2 : 1);
    Optional<float[]> each = scales.filter(list -> list.length == in.size());
    return Optional.of(
        IntStream.range(0, in.size())
            .mapToObj(i -> each.map(list -> scaled(in.get(i), list[i])).orElse(Dim.UNKNOWN))
            .toList());
  }

  private static Dim scaled(Dim dim, float scale) {
    if (scale == 1) {
      return dim;
    }
    return dim.fixed() ? Dim.of((long) Math.floor(dim.factor() * (double) scale)) : Dim.UNKNOWN;
  }
}
