package dev.wgan.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.sources.EqualNullSafe;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.GreaterThan;
import org.apache.spark.sql.sources.GreaterThanOrEqual;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.IsNotNull;
import org.apache.spark.sql.sources.LessThan;
import org.apache.spark.sql.sources.LessThanOrEqual;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A comparison of a column with values, out of a filter of Spark.
 *
 * <p>Immutable and thread-safe.
 *
 * @param column the name of the column
 * @param sign the relation
 * @param values one value; for EQUAL any number, of which one must be equal
 */
record FilterComparison(String column, Sign sign, List<Object> values) {
  /** The relation of a cell to a value. */
  enum Sign {
    EQUAL,
    LESS,
    AT_MOST,
    GREATER,
    AT_LEAST,
    /** The cell has a value, which is true of all indices and classes. */
    PRESENT;

    /** The indices that have this relation to a value. */
    IndexSet range(long value) {
      boolean last = value == Long.MAX_VALUE;
      return switch (this) {
        case EQUAL -> value < 0 || last ? IndexSet.EMPTY : IndexSet.of(value, value + 1);
        case LESS -> IndexSet.of(0, value);
        case AT_MOST -> IndexSet.of(0, last ? value : value + 1);
        case GREATER -> last ? IndexSet.EMPTY : IndexSet.of(Math.max(0, value + 1), Long.MAX_VALUE);
        case AT_LEAST -> IndexSet.of(Math.max(0, value), Long.MAX_VALUE);
        case PRESENT -> IndexSet.of(0, Long.MAX_VALUE);
      };
    }

    private boolean holds(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case LESS -> order < 0;
        case AT_MOST -> order <= 0;
        case GREATER -> order > 0;
        case AT_LEAST -> order >= 0;
        case PRESENT -> true;
      };
    }
  }

  FilterComparison {
    values = List.copyOf(values);
  }

  /** The comparison that a filter is, empty if it is another one. */
  static Optional<FilterComparison> of(Filter filter) {
    if (filter instanceof EqualTo equal) {
      return of(equal.attribute(), Sign.EQUAL, equal.value());
    }
    if (filter instanceof EqualNullSafe equal) {
      return of(equal.attribute(), Sign.EQUAL, equal.value());
    }
    if (filter instanceof LessThan less) {
      return of(less.attribute(), Sign.LESS, less.value());
    }
    if (filter instanceof LessThanOrEqual less) {
      return of(less.attribute(), Sign.AT_MOST, less.value());
    }
    if (filter instanceof GreaterThan greater) {
      return of(greater.attribute(), Sign.GREATER, greater.value());
    }
    if (filter instanceof GreaterThanOrEqual greater) {
      return of(greater.attribute(), Sign.AT_LEAST, greater.value());
    }
    if (filter instanceof In in) {
      return of(in.attribute(), Sign.EQUAL, in.values());
    }
    if (filter instanceof IsNotNull present) {
      return of(present.attribute(), Sign.PRESENT);
    }
    return Optional.empty();
  }

  /** A comparison with null is left to Spark. */
  private static Optional<FilterComparison> of(String column, Sign sign, Object... values) {
    return Arrays.stream(values).allMatch(Objects::nonNull)
        ? Optional.of(new FilterComparison(column, sign, Arrays.asList(values)))
        : Optional.empty();
  }

  /** Returns whether a cell, a whole number or a text, has the relation to one of the values. */
  boolean holds(Object cell) {
    return sign == Sign.PRESENT
        || values.stream().anyMatch(value -> sign.holds(order(cell, value)));
  }

  private static int order(Object cell, Object value) {
    return cell instanceof Integer number
        ? Long.compare(number, ((Number) value).longValue())
        : compareUtf8(cell.toString(), value.toString());
  }

  /** Spark orders texts by their bytes in UTF-8. */
  private static int compareUtf8(String a, String b) {
    return UTF8String.fromString(a).compareTo(UTF8String.fromString(b));
  }
}
