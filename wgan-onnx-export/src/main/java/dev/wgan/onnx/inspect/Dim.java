package dev.wgan.onnx.inspect;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One dimension of a tensor: a number, a multiple of an open dimension such as the batch, or
 * unknown.
 *
 * <p>Immutable and thread-safe.
 *
 * @param factor the number, or the factor of the open dimension
 * @param symbol the open dimension's name; empty for a number
 */
record Dim(long factor, String symbol) {
  static final Dim UNKNOWN = new Dim(1, "?");
  static final Dim ONE = of(1);

  static Dim of(long extent) {
    return new Dim(extent, "");
  }

  static Dim open(String name) {
    return name.isEmpty() || name.equals("?") ? UNKNOWN : new Dim(1, name);
  }

  static List<Dim> list(long... extents) {
    return java.util.Arrays.stream(extents).mapToObj(Dim::of).toList();
  }

  boolean fixed() {
    return symbol.isEmpty();
  }

  boolean known() {
    return !symbol.equals(UNKNOWN.symbol);
  }

  boolean is(long extent) {
    return fixed() && factor == extent;
  }

  /** Returns whether both are numbers, and different ones. */
  boolean contradicts(Dim other) {
    return fixed() && other.fixed() && factor != other.factor;
  }

  Dim times(Dim other) {
    if (is(0) || other.is(0)) {
      return of(0);
    }
    if (!known() || !other.known() || (!fixed() && !other.fixed())) {
      return UNKNOWN;
    }
    long high = Math.multiplyHigh(factor, other.factor);
    long low = factor * other.factor;
    return high == low >> 63 ? new Dim(low, symbol + other.symbol) : UNKNOWN;
  }

  /** The quotient, unknown if there is none. */
  Dim over(Dim other) {
    if (!known() || !other.known() || other.factor == 0 || factor % other.factor != 0) {
      return UNKNOWN;
    }
    if (other.fixed()) {
      return new Dim(factor / other.factor, symbol);
    }
    return symbol.equals(other.symbol) ? of(factor / other.factor) : UNKNOWN;
  }

  Dim plus(Dim other) {
    if (!known() || !other.known() || !symbol.equals(other.symbol)) {
      return is(0) ? other : other.is(0) ? this : UNKNOWN;
    }
    long sum = factor + other.factor;
    return ((factor ^ sum) & (other.factor ^ sum)) < 0 ? UNKNOWN : new Dim(sum, symbol);
  }

  static Dim product(List<Dim> dims) {
    return dims.stream().reduce(ONE, Dim::times);
  }

  static String text(List<Dim> dims) {
    return dims.stream().map(Dim::toString).collect(Collectors.joining("×", "[", "]"));
  }

  @Override
  public String toString() {
    return fixed() ? String.valueOf(factor) : factor == 1 ? symbol : factor + symbol;
  }
}
