package dev.wgan.train.table;

import dev.wgan.noise.NormalQuantile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores of rows that have categories only: the first axis of a multiple correspondence analysis,
 * found by reciprocal averaging (Hill 1973, "Reciprocal averaging: an eigenvector method of
 * ordination"). A level gets the mean of its rows' scores, and a row the mean of its levels'.
 *
 * <p>Thread-safe: there is no state.
 */
final class LevelAxis {
  private static final long SEED = 0x6C6576656C73L; // "levels"
  private static final int STEPS = 100;

  /** The largest difference from 1 that the correlation of two steps has at the end. */
  private static final double CLOSE = 1e-6;

  /**
   * Rows of score 0 that each level has besides its own, so that rare levels have no axis alone.
   */
  private static final double PRIOR = 10;

  private LevelAxis() {}

  /** The scores of rows, of mean 0 and variance 1; 0 for rows that do not differ. */
  static double[] of(List<int[]> columns, int rows) {
    double[] scores = new double[rows];
    for (int r = 0; r < rows; r++) {
      scores[r] = NormalQuantile.of(UniformDraws.at(SEED, r));
    }
    if (columns.isEmpty() || !standardize(scores)) {
      return new double[rows];
    }
    for (int step = 0; step < STEPS; step++) {
      double[] next = new double[rows];
      for (int[] levels : columns) {
        average(levels, scores, next);
      }
      if (!standardize(next)) {
        return new double[rows];
      }
      double product = 0;
      for (int r = 0; r < rows; r++) {
        product += scores[r] * next[r] / rows;
      }
      scores = next;
      if (product > 1 - CLOSE) {
        break;
      }
    }
    return scores;
  }

  /** The numbers of a column's different cells, in the order in which they occur. */
  static int[] numbers(long[] cells) {
    Map<Long, Integer> known = new HashMap<>();
    int[] numbers = new int[cells.length];
    for (int r = 0; r < cells.length; r++) {
      Integer number = known.putIfAbsent(cells[r], known.size());
      numbers[r] = number == null ? known.size() - 1 : number;
    }
    return numbers;
  }

  /** Adds to each row the mean score of the rows that share its level. */
  private static void average(int[] levels, double[] scores, double[] sums) {
    int size = 0;
    for (int level : levels) {
      size = Math.max(size, level + 1);
    }
    double[] means = new double[size];
    double[] counts = new double[size];
    for (int r = 0; r < levels.length; r++) {
      means[levels[r]] += scores[r];
      counts[levels[r]]++;
    }
    for (int r = 0; r < levels.length; r++) {
      sums[r] += means[levels[r]] / (counts[levels[r]] + PRIOR);
    }
  }

  /** Gives scores the mean 0 and the variance 1, unless they are all equal. */
  private static boolean standardize(double[] scores) {
    double mean = 0;
    for (double score : scores) {
      mean += score / scores.length;
    }
    double variance = 0;
    for (int r = 0; r < scores.length; r++) {
      scores[r] -= mean;
      variance += scores[r] * scores[r] / scores.length;
    }
    if (!(variance > 1e-18)) {
      return false;
    }
    for (int r = 0; r < scores.length; r++) {
      scores[r] /= Math.sqrt(variance);
    }
    return true;
  }
}
