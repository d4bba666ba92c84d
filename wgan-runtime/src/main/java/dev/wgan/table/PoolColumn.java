package dev.wgan.table;

import java.util.Arrays;

/**
 * A column of a pool of rows: distances between its cells, and their classes for the dependence of
 * columns on each other. Numbers and times are as far apart as their ranks, as a share of the rows;
 * unequal categories, and a missing value and any other, have the distance 1.
 *
 * <p>Immutable and thread-safe; the arrays are not handed out.
 */
final class PoolColumn {
  private static final int CLASSES = 16;

  /** Added to the distance of a row that has no value to give. */
  private static final float WITHOUT_VALUE = 1e6f;

  private final long[] cells;
  private final long[] sorted;
  private final float[] ranks;
  private final boolean measured;

  private PoolColumn(long[] cells, long[] sorted, float[] ranks, boolean measured) {
    this.cells = cells;
    this.sorted = sorted;
    this.ranks = ranks;
    this.measured = measured;
  }

  static PoolColumn of(Table pool, int column) {
    ColumnType type = pool.columns().get(column).type();
    boolean measured =
        type instanceof MeasureType || (type instanceof CategoryType levels && levels.ordered());
    long[] cells = new long[pool.size()];
    for (int r = 0; r < cells.length; r++) {
      cells[r] = type instanceof MadeType ? 0 : pool.position(r, column);
    }
    long[] sorted =
        Arrays.stream(cells).filter(cell -> cell != ColumnType.MISSING).sorted().toArray();
    float[] ranks = new float[cells.length];
    PoolColumn whole = new PoolColumn(cells, sorted, ranks, measured);
    for (int r = 0; measured && r < ranks.length; r++) {
      ranks[r] = whole.rank(cells[r]);
    }
    return whole;
  }

  /** The share of the rows below a position, counting half of those of the position itself. */
  private float rank(long position) {
    if (sorted.length == 0) {
      return 0;
    }
    int below = lowest(position);
    int upTo = position == Long.MAX_VALUE ? sorted.length : lowest(position + 1);
    return (below + upTo) / (2f * sorted.length);
  }

  private int lowest(long position) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  float distance(int row, long position) {
    if (cells[row] == ColumnType.MISSING) {
      return 1;
    }
    return measured ? Math.abs(ranks[row] - rank(position)) : cells[row] == position ? 0 : 1;
  }

  void addDistances(long position, float weight, float[] distances) {
    float rank = measured ? rank(position) : 0;
    for (int r = 0; r < distances.length; r++) {
      float far =
          cells[r] == ColumnType.MISSING
              ? 1
              : measured ? Math.abs(ranks[r] - rank) : cells[r] == position ? 0 : 1;
      distances[r] += weight * far;
    }
  }

  /** Puts rows without a value after all others, unless every row lacks one. */
  void excludeMissing(float[] distances) {
    for (int r = 0; sorted.length > 0 && r < distances.length; r++) {
      distances[r] += cells[r] == ColumnType.MISSING ? WITHOUT_VALUE : 0;
    }
  }

  /** The class of each cell: a sixteenth of the ranks, or one of the sixteen first categories. */
  byte[] classes() {
    byte[] classes = new byte[cells.length];
    for (int r = 0; r < classes.length; r++) {
      classes[r] =
          cells[r] == ColumnType.MISSING
              ? CLASSES
              : measured
                  ? (byte) Math.min(CLASSES - 1, (int) (CLASSES * ranks[r]))
                  : (byte) Math.floorMod(cells[r], CLASSES);
    }
    return classes;
  }

  /** The number of different classes. */
  static int classCount() {
    return CLASSES + 1;
  }
}
