package dev.wgan.train.rows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The bins of columns that trees divide rows by: quantiles of numbers, or levels.
 *
 * <p>Immutable and thread-safe.
 */
final class TreeFeatures {
  /** The number of bins; the last one holds missing values. */
  static final int BINS = 256;

  private final List<Integer> columns;
  private final double[][] edges; // of each feature; empty for levels
  private final boolean[] measured;

  private TreeFeatures(List<Integer> columns, double[][] edges, boolean[] measured) {
    this.columns = columns;
    this.edges = edges;
    this.measured = measured;
  }

  /** Fits the bins of some columns. */
  static TreeFeatures fit(JudgedRows rows, List<Integer> columns) {
    double[][] edges = new double[columns.size()][];
    boolean[] measured = new boolean[columns.size()];
    for (int f = 0; f < edges.length; f++) {
      measured[f] = rows.columns().get(columns.get(f)).measured();
      edges[f] = measured[f] ? edges(rows.values(columns.get(f))) : new double[0];
    }
    return new TreeFeatures(List.copyOf(columns), edges, measured);
  }

  private static double[] edges(double[] values) {
    double[] sorted =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    double[] distinct = DoubleStream.of(sorted).distinct().toArray();
    if (distinct.length < BINS) {
      return distinct;
    }
    return IntStream.range(0, BINS - 2)
        .mapToDouble(k -> sorted[(int) ((long) k * sorted.length / (BINS - 2))])
        .distinct()
        .toArray();
  }

  int size() {
    return columns.size();
  }

  /** The bins of rows, [features][rows], as unsigned bytes. */
  byte[][] bins(JudgedRows rows) {
    byte[][] bins = new byte[columns.size()][rows.size()];
    for (int f = 0; f < bins.length; f++) {
      double[] values = rows.values(columns.get(f));
      for (int r = 0; r < values.length; r++) {
        int bin;
        if (Double.isNaN(values[r])) {
          bin = BINS - 1;
        } else if (measured[f]) {
          bin = RowComparison.atMost(edges[f], values[r]);
        } else {
          bin = (int) values[r];
        }
        bins[f][r] = (byte) Math.min(bin, Double.isNaN(values[r]) ? BINS - 1 : BINS - 2);
      }
    }
    return bins;
  }
}
