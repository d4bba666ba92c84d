package dev.wgan.train.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Gradient-boosted trees over binned columns (Friedman 2001), with second derivatives and a random
 * half of the rows for each tree. All classes share the divisions of a tree.
 *
 * <p>Immutable and thread-safe.
 */
final class BoostedTrees {
  private static final int DEPTH = 4;
  private static final double RATE = 0.1;
  private static final double RIDGE = 1;
  private static final int FEWEST = 10;

  private final double[] start;
  private final List<Tree> trees;

  /**
   * A complete tree.
   *
   * @param features the feature of each inner node, root first
   * @param bounds the highest bin that goes to the left; all bins do in a node without a division
   * @param leaves the summands of the scores, [leaves][outputs]
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; the arrays are not handed out
  private record Tree(int[] features, int[] bounds, double[][] leaves) {
    int leaf(byte[][] bins, int row) {
      int node = 0;
      for (int level = 0; level < DEPTH; level++) {
        boolean right = (bins[features[node]][row] & 0xFF) > bounds[node];
        node = 2 * node + (right ? 2 : 1);
      }
      return node - features.length;
    }
  }

  private BoostedTrees(double[] start, List<Tree> trees) {
    this.start = start;
    this.trees = trees;
  }

  /**
   * Fits trees.
   *
   * @param bins the bins of the rows, [features][rows]
   * @param targets the targets of the rows
   * @param loss the loss
   * @param outputs the number of scores of a row
   * @param rounds the number of trees
   * @param seed the seed of the halves
   */
  static BoostedTrees fit(
      byte[][] bins, double[] targets, TreeLoss loss, int outputs, int rounds, long seed) {
    int n = targets.length;
    SplittableRandom random = new SplittableRandom(seed);
    double[] start = loss.start(targets, outputs);
    double[][] scores = new double[n][];
    Arrays.setAll(scores, r -> start.clone());
    double[][] slopes = new double[n][outputs];
    double[][] curves = new double[n][outputs];
    List<Tree> trees = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (int r = 0; r < n; r++) {
        loss.derivatives(scores[r], targets[r], slopes[r], curves[r]);
      }
      int[] half = IntStream.range(0, n).filter(r -> random.nextBoolean()).toArray();
      Tree tree = new Growth(bins, slopes, curves, half, outputs).tree();
      for (int r = 0; r < n; r++) {
        double[] added = tree.leaves[tree.leaf(bins, r)];
        for (int k = 0; k < outputs; k++) {
          scores[r][k] += added[k];
        }
      }
      trees.add(tree);
    }
    return new BoostedTrees(start, trees);
  }

  /** The scores of rows, [rows][outputs]. */
  double[][] scores(byte[][] bins) {
    double[][] scores = new double[bins[0].length][];
    for (int r = 0; r < scores.length; r++) {
      scores[r] = start.clone();
      for (Tree tree : trees) {
        double[] added = tree.leaves[tree.leaf(bins, r)];
        for (int k = 0; k < added.length; k++) {
          scores[r][k] += added[k];
        }
      }
    }
    return scores;
  }

  /** The growth of one tree, level by level. */
  private static final class Growth {
    private final byte[][] bins;
    private final double[][] slopes;
    private final double[][] curves;
    private final int[] rows;
    private final int outputs;
    private final int[] nodes; // of each chosen row, within its level

    Growth(byte[][] bins, double[][] slopes, double[][] curves, int[] rows, int outputs) {
      this.bins = bins;
      this.slopes = slopes;
      this.curves = curves;
      this.rows = rows;
      this.outputs = outputs;
      this.nodes = new int[rows.length];
    }

    Tree tree() {
      int inner = (1 << DEPTH) - 1;
      int[] features = new int[inner];
      int[] bounds = new int[inner];
      for (int level = 0; level < DEPTH; level++) {
        int width = 1 << level;
        int first = width - 1;
        Arrays.fill(bounds, first, first + width, TreeFeatures.BINS);
        double[] best = new double[width];
        for (int f = 0; f < bins.length; f++) {
          divide(f, width, first, best, features, bounds);
        }
        for (int i = 0; i < rows.length; i++) {
          int node = first + nodes[i];
          boolean right = (bins[features[node]][rows[i]] & 0xFF) > bounds[node];
          nodes[i] = 2 * nodes[i] + (right ? 1 : 0);
        }
      }
      return new Tree(features, bounds, leaves(1 << DEPTH));
    }

    /** Finds the best bound of a feature in each node of a level. */
    private void divide(
        int feature, int width, int first, double[] best, int[] features, int[] bounds) {
      int step = 2 * outputs + 1;
      double[] sums = new double[width * TreeFeatures.BINS * step];
      for (int i = 0; i < rows.length; i++) {
        int at = (nodes[i] * TreeFeatures.BINS + (bins[feature][rows[i]] & 0xFF)) * step;
        add(sums, at, rows[i]);
      }
      double[] total = new double[step];
      double[] left = new double[step];
      for (int node = 0; node < width; node++) {
        int from = node * TreeFeatures.BINS * step;
        Arrays.fill(total, 0);
        Arrays.fill(left, 0);
        for (int at = from; at < from + TreeFeatures.BINS * step; at++) {
          total[(at - from) % step] += sums[at];
        }
        double whole = gain(total, new double[step]);
        for (int bin = 0; bin < TreeFeatures.BINS - 1; bin++) {
          int at = from + bin * step;
          if (sums[at + step - 1] == 0) {
            continue;
          }
          for (int k = 0; k < step; k++) {
            left[k] += sums[at + k];
          }
          double count = left[step - 1];
          if (count < FEWEST || total[step - 1] - count < FEWEST) {
            continue;
          }
          double gain = gain(left, new double[step]) + gain(total, left) - whole;
          if (gain > best[node]) {
            best[node] = gain;
            features[first + node] = feature;
            bounds[first + node] = bin;
          }
        }
      }
    }

    private void add(double[] sums, int at, int row) {
      for (int k = 0; k < outputs; k++) {
        sums[at + 2 * k] += slopes[row][k];
        sums[at + 2 * k + 1] += curves[row][k];
      }
      sums[at + 2 * outputs]++;
    }

    /** The reduction of the loss by fitting the rows of a sum minus those of a part. */
    private double gain(double[] sum, double[] part) {
      double gain = 0;
      for (int k = 0; k < outputs; k++) {
        double slope = sum[2 * k] - part[2 * k];
        gain += slope * slope / (sum[2 * k + 1] - part[2 * k + 1] + RIDGE);
      }
      return gain;
    }

    private double[][] leaves(int count) {
      double[][] sums = new double[count][2 * outputs + 1];
      for (int i = 0; i < rows.length; i++) {
        add(sums[nodes[i]], 0, rows[i]);
      }
      double[][] leaves = new double[count][outputs];
      for (int leaf = 0; leaf < count; leaf++) {
        for (int k = 0; k < outputs; k++) {
          leaves[leaf][k] = -RATE * sums[leaf][2 * k] / (sums[leaf][2 * k + 1] + RIDGE);
        }
      }
      return leaves;
    }
  }
}
