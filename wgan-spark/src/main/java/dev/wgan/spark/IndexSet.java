package dev.wgan.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A set of indices as ranges in ascending order, between which there are gaps.
 *
 * <p>Immutable and thread-safe.
 *
 * @param ranges the ranges
 */
record IndexSet(List<Range> ranges) {
  static final IndexSet EMPTY = new IndexSet(List.of());

  /**
   * A range of indices.
   *
   * @param from the first index
   * @param to the index after the last one
   */
  record Range(long from, long to) implements Serializable {
    long size() {
      return to - from;
    }
  }

  IndexSet {
    ranges = List.copyOf(ranges);
  }

  static IndexSet of(long from, long to) {
    return from < to ? new IndexSet(List.of(new Range(from, to))) : EMPTY;
  }

  long size() {
    return ranges.stream().mapToLong(Range::size).sum();
  }

  IndexSet and(IndexSet other) {
    List<Range> both = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < ranges.size() && j < other.ranges.size()) {
      Range a = ranges.get(i);
      Range b = other.ranges.get(j);
      long from = Math.max(a.from, b.from);
      long to = Math.min(a.to, b.to);
      if (from < to) {
        both.add(new Range(from, to));
      }
      if (a.to < b.to) {
        i++;
      } else {
        j++;
      }
    }
    return new IndexSet(both);
  }

  IndexSet or(IndexSet other) {
    List<Range> all = new ArrayList<>(ranges);
    all.addAll(other.ranges);
    all.sort(Comparator.comparingLong(Range::from));
    List<Range> merged = new ArrayList<>();
    for (Range range : all) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).to >= range.from) {
        Range before = merged.get(last);
        merged.set(last, new Range(before.from, Math.max(before.to, range.to)));
      } else {
        merged.add(range);
      }
    }
    return new IndexSet(merged);
  }

  /** The indices of a range that are not in this set. */
  IndexSet complementIn(Range all) {
    List<Range> gaps = new ArrayList<>();
    long next = all.from;
    for (Range range : ranges) {
      if (range.from > next) {
        gaps.add(new Range(next, Math.min(range.from, all.to)));
      }
      next = Math.max(next, range.to);
    }
    if (next < all.to) {
      gaps.add(new Range(next, all.to));
    }
    return new IndexSet(gaps).and(of(all.from, all.to));
  }

  /** The indices number skip to skip + count - 1 of this set. */
  IndexSet slice(long skip, long count) {
    List<Range> part = new ArrayList<>();
    long left = count;
    long ahead = skip;
    for (Range range : ranges) {
      if (left <= 0) {
        break;
      }
      if (ahead >= range.size()) {
        ahead -= range.size();
        continue;
      }
      long from = range.from + ahead;
      long to = Math.min(range.to, from + left);
      part.add(new Range(from, to));
      left -= to - from;
      ahead = 0;
    }
    return new IndexSet(part);
  }
}
