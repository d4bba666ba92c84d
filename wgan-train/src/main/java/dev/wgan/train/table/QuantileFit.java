package dev.wgan.train.table;

import dev.wgan.table.ScoreCode;
import java.util.Arrays;

/**
 * The quantiles of a column of numbers or times, as knots.
 *
 * <p>Thread-safe: there is no state. A value that many rows share becomes an atom. Rarer values are
 * not stored one by one: between knots, positions are interpolated.
 */
final class QuantileFit {
  /** Steps of the share; a value of at least this share of the rows is an atom. */
  private static final int STEPS = 2048;

  /** A column of which more than this part of the values differ is taken to be continuous. */
  private static final double CONTINUOUS = 0.5;

  private QuantileFit() {}

  /**
   * Fits the code of a column.
   *
   * @param present the positions of the values that are not missing, one or more
   * @param missing whether other values are missing
   * @return the code, with normal scores
   */
  static ScoreCode fit(long[] present, boolean missing) {
    long[] sorted = present.clone();
    Arrays.sort(sorted);
    long distinct = Arrays.stream(sorted).distinct().count();
    Knots knots = new Knots();
    if (distinct > CONTINUOUS * sorted.length) {
      continuous(sorted, knots);
    } else {
      discrete(sorted, knots);
    }
    return ScoreCode.of(knots.positions(), knots.shares(sorted.length), missing);
  }

  private static void continuous(long[] sorted, Knots knots) {
    int last = sorted.length - 1;
    int steps = Math.min(STEPS, last);
    for (int k = 0; k <= steps; k++) {
      double at = (double) last * k / steps;
      int left = (int) Math.min(last - 1, Math.floor(at));
      double between = (at - left) * (sorted[left + 1] - sorted[left]);
      knots.add(sorted[left] + Math.round(between), (double) sorted.length * k / steps);
    }
  }

  private static void discrete(long[] sorted, Knots knots) {
    int atom = Math.max(2, sorted.length / STEPS);
    int from = 0;
    boolean run = false;
    double lastKnot = 0;
    while (from < sorted.length) {
      int to = from + 1;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      boolean isAtom = to - from >= atom;
      boolean ends =
          to == sorted.length || (sorted.length - to >= atom && isAtomAt(sorted, to, atom));
      if (isAtom || !run) {
        knots.add(sorted[from], from);
        lastKnot = from;
      }
      if (isAtom || ends || to - lastKnot >= atom) {
        knots.add(sorted[from], to);
        lastKnot = to;
      }
      run = !isAtom && !ends;
      from = to;
    }
  }

  private static boolean isAtomAt(long[] sorted, int from, int atom) {
    return sorted[from + atom - 1] == sorted[from];
  }

  /** A growing list of knots. */
  private static final class Knots {
    private long[] positions = new long[64];
    private double[] counts = new double[64];
    private int size;

    void add(long position, double count) {
      if (size == positions.length) {
        positions = Arrays.copyOf(positions, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
      }
      positions[size] = position;
      counts[size++] = count;
    }

    long[] positions() {
      return Arrays.copyOf(positions, size);
    }

    float[] shares(int rows) {
      float[] shares = new float[size];
      for (int k = 0; k < size; k++) {
        shares[k] = (float) (counts[k] / rows);
      }
      return shares;
    }
  }
}
