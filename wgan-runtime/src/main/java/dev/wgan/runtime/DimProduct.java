package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A number that is a product of a coefficient and dimensions of tensors.
 *
 * <p>Immutable and thread-safe. Different dimensions of one tensor are bounded together, since the
 * tensor is in memory; a dimension multiplied by itself is not.
 *
 * @param coefficient what the dimensions are multiplied by
 * @param factors the dimensions
 */
record DimProduct(IntegerBounds coefficient, List<Dim> factors) {
  /** A dimension of a tensor, by the number of the value that has it, and counted as in Gather. */
  record Dim(int tensor, long index, long least) {}

  /** The largest dimension. */
  static final long MOST = Integer.MAX_VALUE;

  /** The elements of one tensor: as bytes, a terabyte. */
  static final long MOST_ELEMENTS = 1L << 40;

  private static final int MAX_FACTORS = 16;

  static DimProduct of(IntegerBounds constant) {
    return new DimProduct(constant, List.of());
  }

  static DimProduct of(int tensor, long index, boolean filled) {
    return new DimProduct(IntegerBounds.of(1), List.of(new Dim(tensor, index, filled ? 1 : 0)));
  }

  Optional<DimProduct> times(DimProduct other) {
    if (factors.size() + other.factors.size() > MAX_FACTORS) {
      return Optional.empty();
    }
    List<Dim> all = new ArrayList<>(factors);
    all.addAll(other.factors);
    return Optional.of(new DimProduct(coefficient.times(other.coefficient), List.copyOf(all)));
  }

  IntegerBounds bounds() {
    Map<Integer, List<Long>> indices = new HashMap<>();
    boolean filled = true;
    for (Dim factor : factors) {
      indices.computeIfAbsent(factor.tensor, t -> new ArrayList<>()).add(factor.index);
      filled &= factor.least > 0;
    }
    IntegerBounds product = new IntegerBounds(filled ? 1 : 0, 1);
    for (List<Long> of : indices.values()) {
      product = product.times(together(of, filled ? 1 : 0));
      if (product.equals(IntegerBounds.ALL)) {
        return product;
      }
    }
    return coefficient.times(product);
  }

  /** The product of dimensions of one tensor, some of them perhaps more than once. */
  private static IntegerBounds together(List<Long> indices, long least) {
    boolean sameSigns =
        indices.stream().allMatch(i -> i >= 0) || indices.stream().allMatch(i -> i < 0);
    // Counted from both ends, two indices may mean one dimension.
    boolean once = sameSigns && indices.stream().distinct().count() == indices.size();
    return once && indices.size() > 1
        ? new IntegerBounds(least, MOST_ELEMENTS)
        : new IntegerBounds(least, MOST).power(indices.size());
  }
}
