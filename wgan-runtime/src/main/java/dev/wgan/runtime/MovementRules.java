package dev.wgan.runtime;

import dev.wgan.runtime.BatchRules.Rule;
import dev.wgan.runtime.Traced.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@link BatchRules} for operators that move elements: they compute nothing, but must
 * leave the samples in rows, in order.
 */
final class MovementRules {
  static final Map<String, Rule> RULES = rules();

  private MovementRules() {}

  private static Map<String, Rule> rules() {
    Map<String, Rule> rules = new HashMap<>();
    rules.put("Shape", MovementRules::shape);
    rules.put("Size", node -> Traced.sizes(0, Traced.UNKNOWN, true));
    rules.put("Reshape", MovementRules::reshape);
    rules.put("Flatten", MovementRules::flatten);
    rules.put("Transpose", MovementRules::transpose);
    rules.put("Squeeze", node -> squeeze(node, -1));
    rules.put("Unsqueeze", node -> squeeze(node, 1));
    rules.put("Concat", MovementRules::concat);
    rules.put("Split", MovementRules::split);
    rules.put("Slice", MovementRules::slice);
    rules.put("Gather", MovementRules::gather);
    rules.put("Pad", MovementRules::pad);
    rules.put("Expand", MovementRules::expand);
    rules.put("ConstantOfShape", MovementRules::constantOfShape);
    rules.put("Tile", MovementRules::tile);
    rules.put("OneHot", MovementRules::oneHot);
    return rules;
  }

  private static Traced shape(TracedNode node) throws BatchFinding {
    Traced of = node.input(0);
    boolean firstOnly = of != null && (of.isRows() || of.isConstant());
    return Traced.sizes(1, of == null ? Traced.UNKNOWN : of.rank(), firstOnly);
  }

  private static Traced reshape(TracedNode node) throws BatchFinding {
    Traced value = first(node);
    Traced shape = node.input(1);
    if (!value.isRows()) {
      return resized(value, Traced.UNKNOWN, Traced.UNKNOWN);
    }
    if (shape != null && shape.kind() == Kind.SIZES) {
      long[] front = shape.integers().orElse(new long[0]);
      if (!shape.firstOnly() || (front.length > 0 && front[0] > 0)) {
        throw node.mixes("gives the samples of a batch another shape together");
      }
      return Traced.rows(shape.length());
    }
    long[] dims = (shape == null ? node.integers("shape") : shape.integers()).orElse(new long[0]);
    boolean copied = dims.length > 0 && dims[0] == 0 && node.integer("allowzero", 0) == 0;
    if (!copied && (dims.length == 0 || dims[0] != -1)) {
      throw node.mixes("gives the samples of a batch another shape together");
    }
    return Traced.rows(dims.length);
  }

  private static Traced flatten(TracedNode node) throws BatchFinding {
    node.rows(0);
    if (node.integer("axis", 1) < 1) {
      throw node.mixes("gives the samples of a batch another shape together");
    }
    return Traced.rows(2);
  }

  private static Traced transpose(TracedNode node) throws BatchFinding {
    Traced rows = node.rows(0);
    long[] order = node.integers("perm").orElse(new long[0]);
    if (order.length == 0 || order[0] != 0) {
      throw node.mixes("moves the samples of a batch to another dimension");
    }
    return rows;
  }

  private static Traced squeeze(TracedNode node, int sign) throws BatchFinding {
    Traced value = first(node);
    Optional<long[]> axes = node.axes(1);
    if (!value.isRows()) {
      return resized(value, sign > 0 ? 1 : 0, sign > 0 ? 1 : Traced.UNKNOWN);
    }
    int count = axes.map(found -> found.length).orElse(0);
    int rank = value.rank() == Traced.UNKNOWN ? Traced.UNKNOWN : value.rank() + sign * count;
    int counted = sign > 0 ? rank : value.rank();
    if (!TracedNode.sparesRows(axes.orElse(new long[0]), counted)) {
      throw node.mixes("moves the samples of a batch to another dimension");
    }
    return Traced.rows(rank);
  }

  private static Traced concat(TracedNode node) throws BatchFinding {
    if (!node.any(Kind.ROWS)) {
      int length = 0;
      boolean firstOnly = true;
      for (Traced part : node.inputs()) {
        boolean front = length == 0 && part != null && (part.firstOnly() || part.isSingle());
        firstOnly &= front || (part != null && part.isConstant());
        boolean known = length != Traced.UNKNOWN && part != null && part.length() >= 0;
        length = known && part != null ? length + part.length() : Traced.UNKNOWN;
      }
      return Traced.sizes(length, node.input(0), firstOnly);
    }
    for (Traced part : node.inputs()) {
      if (part == null || !part.isRows()) {
        throw node.mixes("joins samples with what belongs to no sample");
      }
    }
    return along(node, node.integer("axis", 0));
  }

  /** Along an axis that is not the first. */
  private static Traced along(TracedNode node, long axis) throws BatchFinding {
    Traced value = first(node);
    if (!value.isRows()) {
      return resized(value, value.rank(), Traced.UNKNOWN);
    }
    if (!TracedNode.sparesRows(new long[] {axis}, value.rank())) {
      throw node.mixes("cuts or joins along the samples of a batch");
    }
    return Traced.rows(value.rank());
  }

  private static Traced split(TracedNode node) throws BatchFinding {
    node.requireConstant(1, "sizes");
    return along(node, node.integer("axis", 0));
  }

  private static Traced slice(TracedNode node) throws BatchFinding {
    Traced value = first(node);
    if (!value.isRows()) {
      Traced steps = node.input(4);
      boolean forward = steps == null || values(steps).map(all -> all[0] > 0).orElse(false);
      return resized(value, value.rank(), Traced.UNKNOWN, value.firstOnly() && forward);
    }
    node.requireConstant(1, "bounds");
    long[] axes = node.axes(3).orElse(new long[0]);
    if (!TracedNode.sparesRows(axes, value.rank())) {
      throw node.mixes("cuts along the samples of a batch");
    }
    return Traced.rows(value.rank());
  }

  private static Traced gather(TracedNode node) throws BatchFinding {
    Traced value = first(node);
    Traced indices = node.input(1);
    long axis = node.integer("axis", 0);
    if (indices == null || indices.kind() == Kind.SIZES) {
      throw node.mixes("looks up by the size of the batch");
    }
    if (indices.isRows()) {
      if (!value.isConstant() || axis != 0 || value.rank() < 1 || indices.rank() < 1) {
        throw node.mixes("looks up in a way that cannot be followed");
      }
      return Traced.rows(value.rank() - 1 + indices.rank());
    }
    if (!value.isRows()) {
      return leavesOutTheBatch(value, indices)
          ? Traced.constant(single(indices.rank(), indices.length()), false)
          : resized(value, indices.rank(), indices.length(), indices.isSingle());
    }
    Traced result = along(node, axis);
    boolean known = result.rank() >= 1 && indices.rank() >= 0;
    return Traced.rows(known ? result.rank() - 1 + indices.rank() : Traced.UNKNOWN);
  }

  /** Whether no index is that of the first element, the only one that the batch can show in. */
  private static boolean leavesOutTheBatch(Traced sizes, Traced indices) {
    long[] all = indices.integers().orElse(new long[] {0});
    for (long index : all) {
      boolean later =
          index >= 1 || (sizes.length() > 0 && index < 0 && index + sizes.length() >= 1);
      if (!later) {
        return false;
      }
    }
    return sizes.firstOnly();
  }

  private static Traced pad(TracedNode node) throws BatchFinding {
    Traced rows = node.rows(0);
    node.requireConstant(1, "widths");
    Optional<long[]> widths = node.has(1) ? values(node.input(1)) : node.integers("pads");
    long[] found = widths.orElse(new long[0]);
    int half = found.length / 2;
    if (half == 0 || found[0] != 0 || found[half] != 0 || node.has(3)) {
      throw node.mixes("pads along the samples of a batch, or in a way that cannot be followed");
    }
    return rows;
  }

  private static Traced expand(TracedNode node) throws BatchFinding {
    Traced value = first(node);
    Traced shape = node.input(1);
    int rank = shape == null ? Traced.UNKNOWN : shape.length();
    if (shape == null || !shape.firstOnly()) {
      throw node.mixes("repeats as often as the batch is large");
    }
    if (value.isRows()) {
      // More dimensions would go in front of the samples.
      if (rank < 0 || rank > value.rank()) {
        throw node.mixes("repeats samples in a way that cannot be followed");
      }
      return Traced.rows(value.rank());
    }
    if (!value.isConstant() || !value.servesRows(rank)) {
      throw node.mixes("repeats what may differ from row to row");
    }
    return Traced.rows(rank);
  }

  /** The same element everywhere, whatever the shape. */
  private static Traced constantOfShape(TracedNode node) throws BatchFinding {
    Traced shape = first(node);
    if (!shape.firstOnly()) {
      throw node.mixes("computes its shape");
    }
    return Traced.rows(shape.length());
  }

  private static Traced tile(TracedNode node) throws BatchFinding {
    Traced rows = node.rows(0);
    node.requireConstant(1, "repeats");
    long[] repeats = values(node.input(1)).orElse(new long[0]);
    if (repeats.length == 0 || repeats[0] != 1) {
      throw node.mixes("repeats the samples of a batch");
    }
    return rows;
  }

  private static Traced oneHot(TracedNode node) throws BatchFinding {
    Traced rows = node.rows(0);
    node.requireConstant(1, "values");
    int rank = rows.rank() == Traced.UNKNOWN ? Traced.UNKNOWN : rows.rank() + 1;
    if (!TracedNode.sparesRows(new long[] {node.integer("axis", -1)}, rank)) {
      throw node.mixes("moves the samples of a batch to another dimension");
    }
    return Traced.rows(rank);
  }

  private static Optional<long[]> values(@Nullable Traced value) {
    return value == null ? Optional.empty() : value.integers();
  }

  private static Traced first(TracedNode node) throws BatchFinding {
    Traced value = node.input(0);
    if (value == null) {
      throw node.mixes("has no input");
    }
    return value;
  }

  /** Sizes or a constant, moved. */
  private static Traced resized(Traced value, int rank, int length) {
    return resized(value, rank, length, value.firstOnly());
  }

  private static Traced resized(Traced value, int rank, int length, boolean firstOnly) {
    return value.isConstant()
        ? Traced.constant(
            value.isSingle() ? single(rank, length) : Optional.<List<Long>>empty(), value.folded())
        : Traced.sizes(rank, length, firstOnly);
  }

  /** The dimensions of one number or of a vector of one; empty for others. */
  private static Optional<List<Long>> single(int rank, int length) {
    return rank == 0
        ? Optional.of(List.of())
        : length == 1 ? Optional.of(List.of(1L)) : Optional.empty();
  }
}
