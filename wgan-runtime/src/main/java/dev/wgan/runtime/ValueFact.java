package dev.wgan.runtime;

import java.util.Optional;

/**
 * The facts about a value in a graph that are known before it runs.
 *
 * <p>Immutable and thread-safe as long as the numbers of a constant are not changed.
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
record ValueFact(
    int id,
    int type,
    IntegerBounds bounds,
    boolean filled,
    long count,
    Optional<long[]> constant,
    Optional<DimProduct> dims,
    int shapeOf) {
  /** Of a value of which nothing is known but its type, 0 if not even that. */
  static ValueFact of(int id, int type) {
    return new ValueFact(
        id,
        type,
        IntegerBounds.ofType(type),
        false,
        DimProduct.MOST_ELEMENTS,
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** Of a stored value. */
  static ValueFact of(int id, int type, Optional<long[]> values, long elements) {
    IntegerBounds bounds =
        values.filter(v -> v.length > 0).map(IntegerBounds::of).orElse(IntegerBounds.ALL);
    IntegerBounds within =
        StoredTensor.isWhole(type) ? bounds.within(type) : IntegerBounds.ofType(type);
    long count = elements < 0 ? DimProduct.MOST_ELEMENTS : elements;
    return new ValueFact(id, type, within, elements > 0, count, values, Optional.empty(), 0);
  }

  boolean isWhole() {
    return StoredTensor.isWhole(type);
  }

  ValueFact withBounds(IntegerBounds known) {
    return new ValueFact(id, type, known.within(type), filled, count, constant, dims, shapeOf);
  }

  ValueFact withFilled(boolean known) {
    return new ValueFact(id, type, bounds, known, count, constant, dims, shapeOf);
  }

  ValueFact withCount(long most) {
    long bounded = Math.max(0, Math.min(DimProduct.MOST_ELEMENTS, most));
    return new ValueFact(id, type, bounds, filled, bounded, constant, dims, shapeOf);
  }

  /** With numbers that are such products, unless its type cannot hold them. */
  ValueFact withDims(DimProduct product) {
    IntegerBounds found = product.bounds();
    IntegerBounds held = found.within(type);
    Optional<DimProduct> kept = found.equals(held) ? Optional.of(product) : Optional.empty();
    return new ValueFact(id, type, held, filled, count, constant, kept, shapeOf);
  }

  /** With the numbers of a value of whole numbers, or as many of them as its type can hold. */
  ValueFact withNumbersOf(ValueFact other) {
    boolean numbers = other.isWhole() || other.type == StoredTensor.BOOL;
    IntegerBounds held = other.bounds.within(type);
    if (!numbers || !other.bounds.equals(held)) {
      return withCount(other.count);
    }
    return new ValueFact(
        id, type, held, filled, other.count, other.constant, other.dims, other.shapeOf);
  }

  /** The product that its numbers are, or else any within its bounds. */
  DimProduct product() {
    return dims.orElseGet(() -> DimProduct.of(bounds));
  }

  ValueFact withShapeOf(int value) {
    return new ValueFact(id, type, bounds, filled, count, constant, dims, value);
  }

  /** Returns what is known of a value that is this or another. */
  ValueFact or(int newId, ValueFact other) {
    int joined = type == other.type ? type : 0;
    return of(newId, joined)
        .withBounds(joined == 0 ? IntegerBounds.ALL : bounds.or(other.bounds))
        .withFilled(filled && other.filled)
        .withCount(Math.max(count, other.count));
  }
}
