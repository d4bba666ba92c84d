package dev.wgan.runtime;

import java.util.Optional;

/**
 * What is known of a value in a graph before it runs.
 *
 * <p>Immutable and thread-safe as long as nobody writes to the numbers of a constant.
 *
 * @param id the number of the value; no two values have the same
 * @param type the type of its elements, 0 if unknown
 * @param bounds its numbers, if they are whole
 * @param filled whether it has elements for certain
 * @param count the most elements it can have
 * @param constant its whole numbers, if they are stored
 * @param dims the product of dimensions that each of its elements is
 * @param shapeOf the number of the value whose dimensions are its elements, from the first on;
 *     negative if they are some of them, none twice; 0 if they are none
 */
record Fact(
    int id,
    int type,
    Bounds bounds,
    boolean filled,
    long count,
    Optional<long[]> constant,
    Optional<Dims> dims,
    int shapeOf) {
  /** Of a value of which nothing is known but its type, 0 if not even that. */
  static Fact of(int id, int type) {
    return new Fact(
        id,
        type,
        Bounds.ofType(type),
        false,
        Dims.MOST_ELEMENTS,
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** Of a stored value. */
  static Fact of(int id, int type, Optional<long[]> values, long elements) {
    Bounds bounds = values.filter(v -> v.length > 0).map(Bounds::of).orElse(Bounds.ALL);
    Bounds within = StoredTensor.isWhole(type) ? bounds.within(type) : Bounds.ofType(type);
    long count = elements < 0 ? Dims.MOST_ELEMENTS : elements;
    return new Fact(id, type, within, elements > 0, count, values, Optional.empty(), 0);
  }

  boolean isWhole() {
    return StoredTensor.isWhole(type);
  }

  Fact withBounds(Bounds known) {
    return new Fact(id, type, known.within(type), filled, count, constant, dims, shapeOf);
  }

  Fact withFilled(boolean known) {
    return new Fact(id, type, bounds, known, count, constant, dims, shapeOf);
  }

  Fact withCount(long most) {
    long bounded = Math.max(0, Math.min(Dims.MOST_ELEMENTS, most));
    return new Fact(id, type, bounds, filled, bounded, constant, dims, shapeOf);
  }

  /** With numbers that are such products, unless its type cannot hold them. */
  Fact withDims(Dims product) {
    Bounds found = product.bounds();
    Bounds held = found.within(type);
    Optional<Dims> kept = found.equals(held) ? Optional.of(product) : Optional.empty();
    return new Fact(id, type, held, filled, count, constant, kept, shapeOf);
  }

  /** With the numbers of a value of whole numbers, or as many of them as its type can hold. */
  Fact withNumbersOf(Fact other) {
    boolean numbers = other.isWhole() || other.type == StoredTensor.BOOL;
    Bounds held = other.bounds.within(type);
    if (!numbers || !other.bounds.equals(held)) {
      return withCount(other.count);
    }
    return new Fact(id, type, held, filled, other.count, other.constant, other.dims, other.shapeOf);
  }

  /** The product that its numbers are, or else any within its bounds. */
  Dims product() {
    return dims.orElseGet(() -> Dims.of(bounds));
  }

  Fact withShapeOf(int value) {
    return new Fact(id, type, bounds, filled, count, constant, dims, value);
  }

  /** What is known of a value that is this or another. */
  Fact or(int newId, Fact other) {
    int joined = type == other.type ? type : 0;
    return of(newId, joined)
        .withBounds(joined == 0 ? Bounds.ALL : bounds.or(other.bounds))
        .withFilled(filled && other.filled)
        .withCount(Math.max(count, other.count));
  }
}
