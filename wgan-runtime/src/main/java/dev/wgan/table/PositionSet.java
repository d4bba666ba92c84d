package dev.wgan.table;

import java.util.ArrayList;
import java.util.List;

/**
 * A set of cells of one column: ranges of positions, and perhaps the missing value.
 *
 * <p>Immutable and thread-safe.
 *
 * @param bounds the first and the last position of each range, in ascending order, without overlap
 * @param missing whether the missing value belongs to the set
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the array is not handed out
record PositionSet(long[] bounds, boolean missing) {
  /** The lowest position of a value. */
  static final long LOWEST = ColumnType.MISSING + 1;

  private static final PositionSet NONE = new PositionSet(new long[0], false);

  /** Returns the positions of a range, none if the last is below the first. */
  static PositionSet range(long first, long last) {
    return first > last ? NONE : new PositionSet(new long[] {first, last}, false);
  }

  /** Returns single positions, in ascending order. */
  static PositionSet of(long[] ascending) {
    long[] bounds = new long[2 * ascending.length];
    for (int k = 0; k < bounds.length; k++) {
      bounds[k] = ascending[k / 2];
    }
    return new PositionSet(bounds, false);
  }

  /** Returns every position but those of a set without the missing value. */
  static PositionSet without(PositionSet set) {
    List<Long> bounds = new ArrayList<>();
    long next = LOWEST;
    for (int k = 0; k < set.bounds.length; k += 2) {
      if (set.bounds[k] > next) {
        bounds.add(next);
        bounds.add(set.bounds[k] - 1);
      }
      next = set.bounds[k + 1] + 1; // wraps around where a range ends with the last position
      if (next == ColumnType.MISSING) {
        return of(bounds, false);
      }
    }
    bounds.add(next);
    bounds.add(Long.MAX_VALUE);
    return of(bounds, false);
  }

  private static PositionSet of(List<Long> bounds, boolean missing) {
    return new PositionSet(bounds.stream().mapToLong(Long::longValue).toArray(), missing);
  }

  /** Returns this set with the missing value. */
  PositionSet withMissing() {
    return new PositionSet(bounds, true);
  }

  /** Returns whether a cell belongs to the set. */
  boolean contains(long position) {
    if (position == ColumnType.MISSING) {
      return missing;
    }
    int low = 0;
    int high = bounds.length / 2;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (position > bounds[2 * middle + 1]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < bounds.length / 2 && position >= bounds[2 * low];
  }

  /** Returns the cells that belong to both sets. */
  PositionSet and(PositionSet other) {
    List<Long> both = new ArrayList<>();
    int a = 0;
    int b = 0;
    while (a < bounds.length && b < other.bounds.length) {
      long first = Math.max(bounds[a], other.bounds[b]);
      long last = Math.min(bounds[a + 1], other.bounds[b + 1]);
      if (first <= last) {
        both.add(first);
        both.add(last);
      }
      if (bounds[a + 1] < other.bounds[b + 1]) {
        a += 2;
      } else {
        b += 2;
      }
    }
    return of(both, missing && other.missing);
  }

  boolean isEmpty() {
    return bounds.length == 0 && !missing;
  }

  /** Returns the number of different cells, at most 2^62. */
  long size() {
    double sum = missing ? 1 : 0;
    for (int k = 0; k < bounds.length; k += 2) {
      sum += (double) bounds[k + 1] - bounds[k] + 1;
    }
    return (long) Math.min(sum, 0x1p62);
  }
}
