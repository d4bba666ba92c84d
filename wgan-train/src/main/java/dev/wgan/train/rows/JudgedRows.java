package dev.wgan.train.rows;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Rows as numbers, column by column: the position of a number or time, the index of a level among
 * the texts of its column, NaN for a missing value.
 *
 * <p>Immutable and thread-safe; the arrays are not copied and must not be changed.
 */
final class JudgedRows {
  private final List<JudgedColumn> columns;
  private final double[][] values; // [columns][rows]
  private final List<KeyShare> keys;

  /** The share of values of a key that occur for the first time, 0 to 1. */
  record KeyShare(String column, double unique) {}

  JudgedRows(List<JudgedColumn> columns, double[][] values, List<KeyShare> keys) {
    this.columns = List.copyOf(columns);
    this.values = values;
    this.keys = List.copyOf(keys);
  }

  List<JudgedColumn> columns() {
    return columns;
  }

  int size() {
    return values[0].length;
  }

  double[] values(int column) {
    return values[column];
  }

  List<KeyShare> keys() {
    return keys;
  }

  /** Some of these rows, in the order of their indices. */
  JudgedRows rows(int[] indices) {
    double[][] chosen = new double[values.length][indices.length];
    for (int c = 0; c < values.length; c++) {
      for (int r = 0; r < indices.length; r++) {
        chosen[c][r] = values[c][indices[r]];
      }
    }
    return new JudgedRows(columns, chosen, keys);
  }

  /** Rows of this table drawn without repetition; all of them, shuffled, if there are fewer. */
  JudgedRows some(int most, long seed) {
    int[] order = shuffled(size(), new SplittableRandom(seed));
    return rows(IntStream.of(order).limit(most).toArray());
  }

  /** The same columns, each in an order of its own: a table without any relation of columns. */
  JudgedRows independent(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] mixed = new double[values.length][size()];
    for (int c = 0; c < values.length; c++) {
      int[] order = shuffled(size(), random);
      for (int r = 0; r < order.length; r++) {
        mixed[c][r] = values[c][order[r]];
      }
    }
    return new JudgedRows(columns, mixed, List.of());
  }

  static int[] shuffled(int size, SplittableRandom random) {
    int[] order = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }
}
