package dev.wgan.spark;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The indices of a partition whose class is kept, some at a time.
 *
 * <p>Not thread-safe: one task reads it.
 */
final class IndexBlocks {
  private final Deque<IndexSet.Range> ranges;
  private final ClassChoice classes;
  private final @Nullable BitSet kept;

  IndexBlocks(Collection<IndexSet.Range> ranges, ClassChoice classes, @Nullable BitSet kept) {
    this.ranges = new ArrayDeque<>(ranges);
    this.classes = classes;
    this.kept = kept;
  }

  /** Returns up to so many indices in ascending order; none after the last one. */
  long[] next(int most) {
    return next(most, false);
  }

  /** Returns up to so many indices without a gap; none after the last one. */
  long[] nextRun(int most) {
    return next(most, true);
  }

  private long[] next(int most, boolean run) {
    long[] indices = new long[most];
    int n = 0;
    while (n < most && !ranges.isEmpty()) {
      IndexSet.Range range = ranges.pop();
      long index = range.from();
      boolean ended = false;
      for (; index < range.to() && n < most; index++) {
        if (kept == null || kept.get(classes.label(index))) {
          ended = run && n > 0 && indices[n - 1] + 1 < index;
          if (ended) {
            break;
          }
          indices[n++] = index;
        }
      }
      if (index < range.to()) {
        ranges.push(new IndexSet.Range(index, range.to()));
      }
      if (ended) {
        break;
      }
    }
    return Arrays.copyOf(indices, n);
  }
}
