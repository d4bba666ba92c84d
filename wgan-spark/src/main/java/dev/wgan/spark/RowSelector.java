package dev.wgan.spark;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.sources.And;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.Not;
import org.apache.spark.sql.sources.Or;

/**
 * Filters of Spark as sets: of indices, or of classes. A filter that is about neither, or about
 * both, is left to Spark.
 *
 * <p>Immutable and thread-safe.
 *
 * @param indexColumn the name of the column of indices
 * @param classes the names of the classes, empty if rows have none
 */
record RowSelector(String indexColumn, List<String> classes) {
  private static final IndexSet.Range ALL = new IndexSet.Range(0, Long.MAX_VALUE);

  RowSelector {
    classes = List.copyOf(classes);
  }

  /** The indices that a filter keeps; empty if the filter is not about indices alone. */
  Optional<IndexSet> indices(Filter filter) {
    if (filter instanceof And and) {
      return both(indices(and.left()), indices(and.right()), IndexSet::and);
    }
    if (filter instanceof Or or) {
      return both(indices(or.left()), indices(or.right()), IndexSet::or);
    }
    if (filter instanceof Not not) {
      return indices(not.child()).map(set -> set.complementIn(ALL));
    }
    return FilterComparison.of(filter)
        .filter(c -> c.column().equals(indexColumn))
        .flatMap(this::range);
  }

  private Optional<IndexSet> range(FilterComparison comparison) {
    IndexSet set = IndexSet.EMPTY;
    for (Object value : comparison.values()) {
      if (!(value instanceof Long || value instanceof Integer)) {
        return Optional.empty();
      }
      set = set.or(comparison.sign().range(((Number) value).longValue()));
    }
    return Optional.of(
        comparison.sign() == FilterComparison.Sign.PRESENT ? IndexSet.of(0, Long.MAX_VALUE) : set);
  }

  /** The classes that a filter keeps; empty if the filter is not about classes alone. */
  Optional<BitSet> classes(Filter filter) {
    if (filter instanceof And and) {
      return both(classes(and.left()), classes(and.right()), RowSelector::intersection);
    }
    if (filter instanceof Or or) {
      return both(classes(or.left()), classes(or.right()), RowSelector::union);
    }
    if (filter instanceof Not not) {
      return classes(not.child()).map(this::complement);
    }
    return FilterComparison.of(filter).flatMap(this::chosen);
  }

  private Optional<BitSet> chosen(FilterComparison comparison) {
    Function<Integer, Object> value;
    if (comparison.column().equals(LabelCell.NAME)) {
      value = label -> label;
    } else if (comparison.column().equals(ClassCell.NAME)) {
      value = classes::get;
    } else {
      return Optional.empty();
    }
    BitSet kept = new BitSet(classes.size());
    IntStream.range(0, classes.size())
        .filter(label -> comparison.holds(value.apply(label)))
        .forEach(kept::set);
    return Optional.of(kept);
  }

  private BitSet complement(BitSet set) {
    BitSet rest = new BitSet();
    rest.set(0, classes.size());
    rest.andNot(set);
    return rest;
  }

  private static BitSet intersection(BitSet a, BitSet b) {
    BitSet both = (BitSet) a.clone();
    both.and(b);
    return both;
  }

  private static BitSet union(BitSet a, BitSet b) {
    BitSet any = (BitSet) a.clone();
    any.or(b);
    return any;
  }

  private static <T> Optional<T> both(
      Optional<T> left, Optional<T> right, BinaryOperator<T> operator) {
    return left.isPresent() && right.isPresent()
        ? Optional.of(operator.apply(left.get(), right.get()))
        : Optional.empty();
  }
}
