package dev.wgan.runtime;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A dimension of a value, or a number that sizes are computed from, as far as it is known before
 * the graph runs.
 *
 * <p>Immutable and thread-safe.
 *
 * @param kind how much is known
 * @param value the number, if it is known
 */
record Extent(Kind kind, double value) {
  /** The degree of knowledge, the most first. */
  enum Kind {
    /** The number itself. */
    EXACT,
    /** It follows from the sizes of the graph's inputs, which a call brings. */
    OPEN,
    /** It follows from values that only the run computes. */
    UNKNOWN
  }

  static final Extent OPEN = new Extent(Kind.OPEN, 0);
  static final Extent UNKNOWN = new Extent(Kind.UNKNOWN, 0);
  static final Extent ONE = of(1);

  /** Numbers beyond could overflow in a 32-bit integer. */
  private static final double LARGEST = Integer.MAX_VALUE;

  static Extent of(double value) {
    return new Extent(Kind.EXACT, value);
  }

  static Extent of(long value) {
    return of((double) value);
  }

  /** The result of a computation; sizes that no machine holds are not followed. */
  static Extent computed(double value) {
    return Math.abs(value) <= LARGEST ? of(value) : UNKNOWN;
  }

  /** A declared dimension. */
  static Extent declared(long dim) {
    return dim < 0 ? OPEN : of(dim);
  }

  boolean exact() {
    return kind == Kind.EXACT;
  }

  boolean is(double wanted) {
    return exact() && value == wanted;
  }

  Extent map(DoubleUnaryOperator function) {
    return exact() ? computed(function.applyAsDouble(value)) : this;
  }

  Extent with(Extent other, DoubleBinaryOperator function) {
    return exact() && other.exact()
        ? computed(function.applyAsDouble(value, other.value))
        : worse(other);
  }

  Extent plus(Extent other) {
    return with(other, Double::sum);
  }

  Extent times(Extent other) {
    return with(other, (a, b) -> a * b);
  }

  /** Open or unknown, as the one of the two of which less is known. */
  Extent worse(Extent other) {
    return kind == Kind.UNKNOWN || other.kind == Kind.UNKNOWN ? UNKNOWN : OPEN;
  }

  /** Returns what is known of a number that is one of the two. */
  Extent or(Extent other) {
    return equals(other) ? this : UNKNOWN;
  }

  /** The dimension that two broadcast ones have, if a run gets as far as that. */
  Extent broadcast(Extent other) {
    if (is(1)) {
      return other;
    }
    if (other.is(1)) {
      return this;
    }
    if (exact() && other.exact()) {
      return value == other.value ? this : UNKNOWN;
    }
    return exact() ? this : other.exact() ? other : worse(other);
  }

  /** The dimension of two values that must agree in it. */
  Extent agreed(Extent other) {
    if (exact() && other.exact()) {
      return value == other.value ? this : UNKNOWN;
    }
    return exact() ? this : other.exact() ? other : kind == Kind.OPEN ? this : other;
  }

  @Override
  public String toString() {
    return exact() ? String.valueOf((long) value) : kind == Kind.OPEN ? "any" : "?";
  }
}
