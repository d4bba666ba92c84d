package dev.wgan.runtime;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a value in a graph that are known without running it: whether it has a row for
 * every sample.
 *
 * <p>Immutable and thread-safe.
 *
 * @param kind what it holds
 * @param rank its number of dimensions, -1 where that is not known
 * @param dims the dimensions of a constant; empty where they are not known
 * @param length the elements of a vector of sizes or constants, -1 where that is not known
 * @param folded whether ONNX Runtime has a constant at load, so that it can pack it as a weight
 * @param stored the constant as the file holds it
 * @param firstOnly of sizes, whether the batch can show in the first element alone
 */
record TracedValue(
    Kind kind,
    int rank,
    Optional<List<Long>> dims,
    int length,
    boolean folded,
    Optional<StoredTensor> stored,
    boolean firstOnly) {
  static final int UNKNOWN = -1;

  /** The content of a value. */
  enum Kind {
    /** The same for every sample. */
    CONSTANT,
    /** Sizes of other values, the batch among them: good for shapes, not for computing samples. */
    SIZES,
    /** The samples' rows in order, each computed from its own sample. */
    ROWS
  }

  static TracedValue rows(int rank) {
    return new TracedValue(
        Kind.ROWS, rank, Optional.empty(), UNKNOWN, false, Optional.empty(), false);
  }

  static TracedValue sizes(int rank, int length, boolean firstOnly) {
    return new TracedValue(
        Kind.SIZES, rank, Optional.empty(), length, false, Optional.empty(), firstOnly);
  }

  /** Sizes that begin with a constant, where the first is one. */
  static TracedValue sizes(int length, @Nullable TracedValue first, boolean firstOnly) {
    Optional<StoredTensor> front = first == null ? Optional.empty() : first.stored();
    return new TracedValue(Kind.SIZES, 1, Optional.empty(), length, false, front, firstOnly);
  }

  static TracedValue constant(StoredTensor tensor, boolean folded) {
    List<Long> dims = tensor.dims();
    return new TracedValue(
        Kind.CONSTANT,
        dims.size(),
        Optional.of(dims),
        length(dims),
        folded,
        Optional.of(tensor),
        true);
  }

  private static int length(List<Long> dims) {
    return dims.size() == 1 ? (int) Math.min(Integer.MAX_VALUE, dims.get(0)) : UNKNOWN;
  }

  /** A constant that the graph computes from constants, or that is given with every call. */
  static TracedValue constant(Optional<List<Long>> dims, boolean folded) {
    return new TracedValue(
        Kind.CONSTANT,
        dims.map(List::size).orElse(UNKNOWN),
        dims,
        length(dims.orElse(List.of())),
        folded,
        Optional.empty(),
        true);
  }

  boolean isConstant() {
    return kind == Kind.CONSTANT;
  }

  /** Returns whether it is one number or a vector of one. */
  boolean isSingle() {
    return rank == 0 || length == 1;
  }

  boolean isRows() {
    return kind == Kind.ROWS;
  }

  /** Returns whether it is a weight that ONNX Runtime packs at load: a matrix known by then. */
  boolean isPacked() {
    return isConstant() && folded && rank == 2;
  }

  /** The elements of a small constant of whole numbers; of sizes, those that begin them. */
  Optional<long[]> integers() {
    return stored.flatMap(StoredTensor::integers);
  }

  /** The elements of a small constant. */
  Optional<double[]> numbers() {
    return stored.flatMap(StoredTensor::numbers);
  }

  /** Returns whether it is a constant of 32-bit floats as the file holds it. */
  boolean isReal() {
    return stored.map(tensor -> tensor.elementType() == StoredTensor.FLOAT).orElse(false);
  }

  /** Returns whether a constant means the same for every row of a value of that rank. */
  boolean servesRows(int rows) {
    if (rank == 0 || (rank == 1 && rows >= 2)) {
      return true;
    }
    if (dims.isEmpty() || rows == UNKNOWN || rank > rows) {
      return false;
    }
    return rank < rows || dims.get().get(0) == 1;
  }
}
