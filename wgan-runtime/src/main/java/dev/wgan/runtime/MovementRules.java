package dev.wgan.runtime;

import dev.wgan.runtime.TracedValue.Kind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@link BatchRules} for operators that move elements: they compute nothing, but must
 * leave the samples in rows, in order.
 */
final class MovementRules {
  private MovementRules() {}

  /** Returns what is known of the node's first output, or null for an operator of other rules. */
  static @Nullable TracedValue of(TracedNode node) throws BatchFinding {
    return switch (node.node().opType()) {
      case "Shape" -> shape(node);
      case "Size" -> TracedValue.sizes(0, TracedValue.UNKNOWN, true);
      case "Reshape" -> reshape(node);
      case "Flatten" -> flatten(node);
      case "Transpose" -> transpose(node);
      case "Squeeze" -> squeeze(node, -1);
      case "Unsqueeze" -> squeeze(node, 1);
      case "Concat" -> concat(node);
      case "Split" -> split(node);
      case "Slice" -> slice(node);
      case "Gather" -> gather(node);
      case "GatherElements" -> gatherElements(node);
      case "Pad" -> pad(node);
      case "Expand" -> expand(node);
      case "ConstantOfShape" -> constantOfShape(node);
      case "Tile" -> tile(node);
      case "OneHot" -> oneHot(node);
      default -> null;
    };
  }

  private static TracedValue shape(TracedNode node) throws BatchFinding {
    TracedValue of = node.input(0);
    boolean firstOnly = of != null && (of.isRows() || of.isConstant());
    return TracedValue.sizes(1, of == null ? TracedValue.UNKNOWN : of.rank(), firstOnly);
  }

  private static TracedValue reshape(TracedNode node) throws BatchFinding {
    TracedValue value = first(node);
    TracedValue shape = node.input(1);
    if (!value.isRows()) {
      return resized(value, TracedValue.UNKNOWN, TracedValue.UNKNOWN);
    }
    if (shape != null && shape.kind() == Kind.SIZES) {
      long[] front = shape.integers().orElse(new long[0]);
      if (!shape.firstOnly() || (front.length > 0 && front[0] > 0)) {
        throw node.mixes("gives the samples of a batch another shape together");
      }
      return TracedValue.rows(shape.length());
    }
    long[] dims = (shape == null ? node.integers("shape") : shape.integers()).orElse(new long[0]);
    boolean copied = dims.length > 0 && dims[0] == 0 && node.integer("allowzero", 0) == 0;
    if (!copied && (dims.length == 0 || dims[0] != -1)) {
      throw node.mixes("gives the samples of a batch another shape together");
    }
    return TracedValue.rows(dims.length);
  }

  private static TracedValue flatten(TracedNode node) throws BatchFinding {
    node.rows(0);
    if (node.integer("axis", 1) < 1) {
      throw node.mixes("gives the samples of a batch another shape together");
    }
    return TracedValue.rows(2);
  }

  private static TracedValue transpose(TracedNode node) throws BatchFinding {
    TracedValue rows = node.rows(0);
    long[] order = node.integers("perm").orElse(new long[0]);
    if (order.length == 0 || order[0] != 0) {
      throw node.mixes("moves the samples of a batch to another dimension");
    }
    return rows;
  }

  private static TracedValue squeeze(TracedNode node, int sign) throws BatchFinding {
    TracedValue value = first(node);
    Optional<long[]> axes = node.axes(1);
    if (!value.isRows()) {
      return resized(value, sign > 0 ? 1 : 0, sign > 0 ? 1 : TracedValue.UNKNOWN);
    }
    int count = axes.map(found -> found.length).orElse(0);
    int rank =
        value.rank() == TracedValue.UNKNOWN ? TracedValue.UNKNOWN : value.rank() + sign * count;
    int counted = sign > 0 ? rank : value.rank();
    if (!TracedNode.sparesRows(axes.orElse(new long[0]), counted)) {
      throw node.mixes("moves the samples of a batch to another dimension");
    }
    return TracedValue.rows(rank);
  }

  private static TracedValue concat(TracedNode node) throws BatchFinding {
    if (!node.any(Kind.ROWS)) {
      int length = 0;
      boolean firstOnly = true;
      for (TracedValue part : node.inputs()) {
        boolean front = length == 0 && part != null && (part.firstOnly() || part.isSingle());
        firstOnly &= front || (part != null && part.isConstant());
        boolean known = length != TracedValue.UNKNOWN && part != null && part.length() >= 0;
        length = known && part != null ? length + part.length() : TracedValue.UNKNOWN;
      }
      return TracedValue.sizes(length, node.input(0), firstOnly);
    }
    for (TracedValue part : node.inputs()) {
      if (part == null || !part.isRows()) {
        throw node.mixes("joins samples with what belongs to no sample");
      }
    }
    return along(node, node.integer("axis", 0));
  }

  /** Along an axis that is not the first. */
  private static TracedValue along(TracedNode node, long axis) throws BatchFinding {
    TracedValue value = first(node);
    if (!value.isRows()) {
      return resized(value, value.rank(), TracedValue.UNKNOWN);
    }
    if (!TracedNode.sparesRows(new long[] {axis}, value.rank())) {
      throw node.mixes("cuts or joins along the samples of a batch");
    }
    return TracedValue.rows(value.rank());
  }

  private static TracedValue split(TracedNode node) throws BatchFinding {
    node.requireConstant(1, "sizes");
    return along(node, node.integer("axis", 0));
  }

  private static TracedValue slice(TracedNode node) throws BatchFinding {
    TracedValue value = first(node);
    if (!value.isRows()) {
      TracedValue steps = node.input(4);
      boolean forward = steps == null || values(steps).map(all -> all[0] > 0).orElse(false);
      return resized(value, value.rank(), TracedValue.UNKNOWN, value.firstOnly() && forward);
    }
    node.requireConstant(1, "bounds");
    long[] axes = node.axes(3).orElse(new long[0]);
    if (!TracedNode.sparesRows(axes, value.rank())) {
      throw node.mixes("cuts along the samples of a batch");
    }
    return TracedValue.rows(value.rank());
  }

  /** Each sample's elements, in an order of its own. */
  private static TracedValue gatherElements(TracedNode node) throws BatchFinding {
    TracedValue rows = node.rows(0);
    node.rows(1);
    if (!TracedNode.sparesRows(new long[] {node.integer("axis", 0)}, rows.rank())) {
      throw node.mixes("looks up among the samples of a batch");
    }
    return rows;
  }

  private static TracedValue gather(TracedNode node) throws BatchFinding {
    TracedValue value = first(node);
    TracedValue indices = node.input(1);
    long axis = node.integer("axis", 0);
    if (indices == null || indices.kind() == Kind.SIZES) {
      throw node.mixes("looks up by the size of the batch");
    }
    if (indices.isRows()) {
      if (!value.isConstant() || axis != 0 || value.rank() < 1 || indices.rank() < 1) {
        throw node.mixes("looks up in a way that cannot be followed");
      }
      return TracedValue.rows(value.rank() - 1 + indices.rank());
    }
    if (!value.isRows()) {
      return leavesOutTheBatch(value, indices)
          ? TracedValue.constant(single(indices.rank(), indices.length()), false)
          : resized(value, indices.rank(), indices.length(), indices.isSingle());
    }
    TracedValue result = along(node, axis);
    boolean known = result.rank() >= 1 && indices.rank() >= 0;
    return TracedValue.rows(known ? result.rank() - 1 + indices.rank() : TracedValue.UNKNOWN);
  }

  /**
   * Returns whether no index is that of the first element, the only one that the batch can show in.
   */
  private static boolean leavesOutTheBatch(TracedValue sizes, TracedValue indices) {
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

  private static TracedValue pad(TracedNode node) throws BatchFinding {
    TracedValue rows = node.rows(0);
    node.requireConstant(1, "widths");
    Optional<long[]> widths = node.has(1) ? values(node.input(1)) : node.integers("pads");
    long[] found = widths.orElse(new long[0]);
    int half = found.length / 2;
    if (half == 0 || found[0] != 0 || found[half] != 0 || node.has(3)) {
      throw node.mixes("pads along the samples of a batch, or in a way that cannot be followed");
    }
    return rows;
  }

  private static TracedValue expand(TracedNode node) throws BatchFinding {
    TracedValue value = first(node);
    TracedValue shape = node.input(1);
    int rank = shape == null ? TracedValue.UNKNOWN : shape.length();
    if (shape == null || !shape.firstOnly()) {
      throw node.mixes("repeats as often as the batch is large");
    }
    if (value.isRows()) {
      // More dimensions would go in front of the samples.
      if (rank < 0 || rank > value.rank()) {
        throw node.mixes("repeats samples in a way that cannot be followed");
      }
      return TracedValue.rows(value.rank());
    }
    if (!value.isConstant() || !value.servesRows(rank)) {
      throw node.mixes("repeats what may differ from row to row");
    }
    return TracedValue.rows(rank);
  }

  /** The same element everywhere, whatever the shape. */
  private static TracedValue constantOfShape(TracedNode node) throws BatchFinding {
    TracedValue shape = first(node);
    if (!shape.firstOnly()) {
      throw node.mixes("computes its shape");
    }
    return TracedValue.rows(shape.length());
  }

  private static TracedValue tile(TracedNode node) throws BatchFinding {
    TracedValue rows = node.rows(0);
    node.requireConstant(1, "repeats");
    long[] repeats = values(node.input(1)).orElse(new long[0]);
    if (repeats.length == 0 || repeats[0] != 1) {
      throw node.mixes("repeats the samples of a batch");
    }
    return rows;
  }

  private static TracedValue oneHot(TracedNode node) throws BatchFinding {
    TracedValue rows = node.rows(0);
    node.requireConstant(1, "values");
    int rank = rows.rank() == TracedValue.UNKNOWN ? TracedValue.UNKNOWN : rows.rank() + 1;
    if (!TracedNode.sparesRows(new long[] {node.integer("axis", -1)}, rank)) {
      throw node.mixes("moves the samples of a batch to another dimension");
    }
    return TracedValue.rows(rank);
  }

  private static Optional<long[]> values(@Nullable TracedValue value) {
    return value == null ? Optional.empty() : value.integers();
  }

  private static TracedValue first(TracedNode node) throws BatchFinding {
    TracedValue value = node.input(0);
    if (value == null) {
      throw node.mixes("has no input");
    }
    return value;
  }

  /** Sizes or a constant, moved. */
  private static TracedValue resized(TracedValue value, int rank, int length) {
    return resized(value, rank, length, value.firstOnly());
  }

  private static TracedValue resized(TracedValue value, int rank, int length, boolean firstOnly) {
    return value.isConstant()
        ? TracedValue.constant(
            value.isSingle() ? single(rank, length) : Optional.<List<Long>>empty(), value.folded())
        : TracedValue.sizes(rank, length, firstOnly);
  }

  /** The dimensions of one number or of a vector of one; empty for others. */
  private static Optional<List<Long>> single(int rank, int length) {
    return rank == 0
        ? Optional.of(List.of())
        : length == 1 ? Optional.of(List.of(1L)) : Optional.empty();
  }
}
