package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of {@link FormRules} for operators that arrange elements in other dimensions. */
final class MovementForms {
  private MovementForms() {}

  /** The forms of the first outputs, or null for an operator of other rules. */
  static @Nullable List<ValueForm> of(FormNode node) {
    return switch (node.node().operator()) {
      case "Reshape" -> List.of(reshape(node));
      case "Flatten" -> List.of(flatten(node));
      case "Transpose" -> List.of(transpose(node));
      case "Squeeze" -> List.of(squeeze(node));
      case "Unsqueeze" -> List.of(unsqueeze(node));
      case "Expand" -> List.of(expand(node));
      case "Tile" -> List.of(tile(node));
      case "DepthToSpace" -> List.of(blocks(node, true));
      case "SpaceToDepth" -> List.of(blocks(node, false));
      default -> null;
    };
  }

  private static ValueForm reshape(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> sizes = node.listed("shape", 1);
    if (sizes == null) {
      return ListForms.ranked(node.input(1), first.type());
    }
    boolean zeros = node.integer("allowzero", 0) != 0;
    List<Extent> dims = new ArrayList<>();
    int rest = -1;
    for (int i = 0; i < sizes.size(); i++) {
      Extent size = sizes.get(i);
      if (size.is(0) && !zeros) {
        size = dim(first, i);
      } else if (size.is(-1)) {
        rest = i;
        size = Extent.ONE;
      } else if (size.exact() && size.value() < 0) {
        size = Extent.UNKNOWN;
      }
      dims.add(size);
    }
    if (rest >= 0) {
      dims.set(rest, rest(first, dims, sizes, zeros));
    }
    return first.withDims(dims).withNumbers(first.numbers());
  }

  private static Extent dim(ValueForm form, int i) {
    List<Extent> dims = form.dims();
    if (dims == null) {
      return form.open() ? Extent.OPEN : Extent.UNKNOWN;
    }
    return i < dims.size() ? dims.get(i) : Extent.UNKNOWN;
  }

  /** Returns what is left for the dimension of -1; dimensions that are copied need not be known. */
  private static Extent rest(
      ValueForm first, List<Extent> dims, List<Extent> sizes, boolean zeros) {
    List<Extent> from = new ArrayList<>();
    List<Extent> to = new ArrayList<>();
    List<Extent> all = first.dims();
    if (all == null) {
      return first.open() ? Extent.OPEN : Extent.UNKNOWN;
    }
    for (int i = 0; i < Math.max(all.size(), dims.size()); i++) {
      boolean copied = i < sizes.size() && sizes.get(i).is(0) && !zeros;
      if (copied && i < all.size() && !all.get(i).is(0)) {
        continue;
      }
      if (i < all.size()) {
        from.add(all.get(i));
      }
      if (i < dims.size()) {
        to.add(dims.get(i));
      }
    }
    return ValueForm.product(from)
        .with(ValueForm.product(to), (a, b) -> b > 0 && a % b == 0 ? a / b : Double.NaN);
  }

  private static ValueForm flatten(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> dims = first.dims();
    if (dims == null) {
      Extent any = first.open() ? Extent.OPEN : Extent.UNKNOWN;
      return first.withDims(List.of(any, any));
    }
    long axis = node.integer("axis", 1);
    int at = (int) Math.max(0, Math.min(dims.size(), axis < 0 ? axis + dims.size() : axis));
    return first.withDims(
        List.of(
            ValueForm.product(dims.subList(0, at)),
            ValueForm.product(dims.subList(at, dims.size()))));
  }

  private static ValueForm transpose(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> dims = first.dims();
    if (dims == null) {
      return first;
    }
    if (dims.size() < 2) {
      return first;
    }
    List<Extent> moved = new ArrayList<>(dims);
    Collections.reverse(moved);
    long[] order = node.integers("perm").orElse(null);
    if (order != null) {
      if (order.length != dims.size()) {
        return first.lost();
      }
      for (int i = 0; i < order.length; i++) {
        int axis = FormNode.axis(order[i], dims.size());
        moved.set(i, axis < 0 ? Extent.UNKNOWN : dims.get(axis));
      }
    }
    return first.withDims(moved);
  }

  private static ValueForm squeeze(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> dims = first.dims();
    if (dims == null) {
      return first;
    }
    boolean all = !node.has(1) && node.attribute("axes").isEmpty();
    List<Extent> axes = node.listed("axes", 1);
    boolean exact = dims.stream().allMatch(Extent::exact);
    if (all && !exact) {
      boolean open = dims.stream().noneMatch(dim -> dim.kind() == Extent.Kind.UNKNOWN);
      return (open ? ValueForm.OPEN : ValueForm.UNKNOWN).withType(first.type());
    }
    Set<Integer> gone = all ? new HashSet<>() : axes(axes, dims.size());
    if (gone == null) {
      return ValueForm.UNKNOWN.withType(first.type());
    }
    List<Extent> left = new ArrayList<>();
    for (int i = 0; i < dims.size(); i++) {
      if (all ? !dims.get(i).is(1) : !gone.contains(i)) {
        left.add(dims.get(i));
      }
    }
    return first.withDims(left).withNumbers(first.numbers());
  }

  /** Axes of a value of that rank; null if one is not known. */
  static @Nullable Set<Integer> axes(@Nullable List<Extent> axes, int rank) {
    if (axes == null) {
      return null;
    }
    Set<Integer> found = new HashSet<>();
    for (Extent axis : axes) {
      int at = axis.exact() ? FormNode.axis(axis.value(), rank) : -1;
      if (at < 0) {
        return null;
      }
      found.add(at);
    }
    return found;
  }

  private static ValueForm unsqueeze(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> dims = first.dims();
    List<Extent> axes = node.listed("axes", 1);
    if (dims == null || axes == null) {
      return dims == null ? first.lost() : ValueForm.UNKNOWN.withType(first.type());
    }
    int rank = dims.size() + axes.size();
    Set<Integer> made = axes(axes, rank);
    if (made == null || made.size() != axes.size()) {
      return ValueForm.UNKNOWN.withType(first.type());
    }
    List<Extent> all = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < rank; i++) {
      all.add(made.contains(i) ? Extent.ONE : dims.get(next++));
    }
    return first.withDims(all).withNumbers(first.numbers());
  }

  private static ValueForm expand(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> sizes = node.numbers(1);
    ValueForm shape = sizes == null ? ListForms.ranked(node.input(1), 0) : ValueForm.of(0, sizes);
    ValueForm made = ElementForms.broadcast(first, shape);
    return repeated(first, made);
  }

  private static ValueForm tile(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> dims = first.dims();
    List<Extent> repeats = node.numbers(1);
    if (dims == null || repeats == null || repeats.size() != dims.size()) {
      return dims == null ? first.lost() : first.mapDims(dim -> Extent.UNKNOWN);
    }
    List<Extent> made = new ArrayList<>();
    for (int i = 0; i < dims.size(); i++) {
      made.add(dims.get(i).times(repeats.get(i)));
    }
    return repeated(first, first.withDims(made));
  }

  /** One number stays known if it is repeated. */
  private static ValueForm repeated(ValueForm first, ValueForm made) {
    List<Extent> numbers = first.numbers();
    Extent count = made.elements();
    if (numbers == null || numbers.size() != 1 || !count.exact()) {
      return made;
    }
    return count.value() >= 0 && count.value() <= ValueForm.MOST_NUMBERS
        ? made.withNumbers(Collections.nCopies((int) count.value(), numbers.get(0)))
        : made;
  }

  private static ValueForm blocks(FormNode node, boolean toSpace) {
    ValueForm first = node.input(0);
    List<Extent> dims = first.dims();
    double size = node.real("blocksize", 1);
    if (dims == null || dims.size() != 4 || size < 1) {
      return first.lost();
    }
    double area = size * size;
    List<Extent> made = new ArrayList<>(dims);
    made.set(1, dims.get(1).map(c -> toSpace ? Math.floor(c / area) : c * area));
    for (int i = 2; i < 4; i++) {
      made.set(i, dims.get(i).map(side -> toSpace ? side * size : Math.floor(side / size)));
    }
    return first.withDims(made);
  }
}
