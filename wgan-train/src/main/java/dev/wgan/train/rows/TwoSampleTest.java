package dev.wgan.train.rows;

import dev.wgan.train.evaluate.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The classifier two-sample test (Lopez-Paz and Oquab 2017): how well boosted trees that have seen
 * three quarters of the rows distinguish the real ones of the last quarter from the other ones. The
 * figure is the mean area under the ROC curve over the four quarters, 0.5 if the rows cannot be
 * distinguished. It grows with the number of rows, which is why large tables are reduced to a fixed
 * number.
 *
 * <p>Thread-safe: there is no state.
 */
final class TwoSampleTest {
  private static final int FOLDS = 4;
  private static final int ROUNDS = 100;
  private static final int MOST = 5_000;
  private static final int FEWEST = 20;

  private TwoSampleTest() {}

  /** Distinguishes up to 5,000 rows of each table; NaN for fewer than 20. */
  static Estimate of(JudgedRows real, JudgedRows other, long seed) {
    if (real.size() < FEWEST || other.size() < FEWEST) {
      return Estimate.of(Double.NaN);
    }
    JudgedRows first = real.some(MOST, seed);
    JudgedRows second = other.some(MOST, seed + 1);
    JudgedRows rows = both(first, second);
    int[] order = JudgedRows.shuffled(rows.size(), new SplittableRandom(seed + 2));
    List<Integer> columns = IntStream.range(0, rows.columns().size()).boxed().toList();
    double sum = 0;
    int folds = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      int[] fit = part(order, fold, false);
      int[] test = part(order, fold, true);
      TreeFeatures features = TreeFeatures.fit(rows.rows(fit), columns);
      BoostedTrees trees =
          BoostedTrees.fit(
              features.bins(rows.rows(fit)),
              targets(fit, first.size()),
              TreeLoss.LOGISTIC,
              1,
              ROUNDS,
              seed + fold);
      double[] scores =
          Arrays.stream(trees.scores(features.bins(rows.rows(test))))
              .mapToDouble(score -> score[0])
              .toArray();
      double area = area(scores, targets(test, first.size()));
      if (!Double.isNaN(area)) { // rows of one table alone have none
        sum += area;
        folds++;
      }
    }
    double area = sum / folds;
    return RowScores.estimate(area, Math.sqrt(variance(area, first.size(), second.size())));
  }

  private static int[] part(int[] order, int fold, boolean test) {
    return IntStream.range(0, order.length)
        .filter(i -> (i % FOLDS == fold) == test)
        .map(i -> order[i])
        .toArray();
  }

  private static double[] targets(int[] rows, int firstOther) {
    return IntStream.of(rows).mapToDouble(r -> r < firstOther ? 1 : 0).toArray();
  }

  private static JudgedRows both(JudgedRows first, JudgedRows second) {
    double[][] values = new double[first.columns().size()][];
    for (int c = 0; c < values.length; c++) {
      values[c] = Arrays.copyOf(first.values(c), first.size() + second.size());
      System.arraycopy(second.values(c), 0, values[c], first.size(), second.size());
    }
    return new JudgedRows(first.columns(), values, first.keys());
  }

  /** The area under the ROC curve: the probability that a 1 scores above a 0, ties half. */
  static double area(double[] scores, double[] targets) {
    int[] ascending =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[a], scores[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    double ones = Arrays.stream(targets).sum();
    double zeros = targets.length - ones;
    double ranks = 0;
    for (int from = 0; from < ascending.length; ) {
      int to = from;
      double tied = 0;
      while (to < ascending.length && scores[ascending[to]] == scores[ascending[from]]) {
        tied += targets[ascending[to]];
        to++;
      }
      ranks += tied * (from + to + 1) / 2;
      from = to;
    }
    return (ranks - ones * (ones + 1) / 2) / (ones * zeros);
  }

  /** The variance of an area (Hanley and McNeil 1982). */
  private static double variance(double area, double ones, double zeros) {
    double first = area / (2 - area) - area * area;
    double second = 2 * area * area / (1 + area) - area * area;
    return (area * (1 - area) + (ones - 1) * first + (zeros - 1) * second) / (ones * zeros);
  }
}
