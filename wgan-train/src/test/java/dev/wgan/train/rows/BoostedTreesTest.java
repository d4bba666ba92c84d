package dev.wgan.train.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Trees on tables whose answers are known, and the area under a curve drawn by hand. */
class BoostedTreesTest {
  private static final int ROWS = 2000;

  private static byte[][] bins(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[][] bins = new byte[3][ROWS];
    for (byte[] feature : bins) {
      for (int r = 0; r < ROWS; r++) {
        feature[r] = (byte) random.nextInt(TreeFeatures.BINS);
      }
    }
    return bins;
  }

  private static boolean high(byte[][] bins, int feature, int row) {
    return (bins[feature][row] & 0xFF) >= 128;
  }

  @Test
  void treesFindAnInteractionThatNoSingleColumnShows() {
    double[] targets = new double[ROWS];
    byte[][] fit = bins(1);
    byte[][] test = bins(2);
    double[] truth = new double[ROWS];
    for (int r = 0; r < ROWS; r++) {
      targets[r] = high(fit, 0, r) != high(fit, 1, r) ? 1 : 0;
      truth[r] = high(test, 0, r) != high(test, 1, r) ? 1 : 0;
    }
    BoostedTrees trees = BoostedTrees.fit(fit, targets, TreeLoss.LOGISTIC, 1, 60, 3);
    double[][] scores = trees.scores(test);
    double[] first = new double[ROWS];
    for (int r = 0; r < ROWS; r++) {
      first[r] = scores[r][0];
    }
    assertThat(TwoSampleTest.area(first, truth)).isGreaterThan(0.97);
  }

  @Test
  void treesLearnClassesAndNumbers() {
    byte[][] fit = bins(3);
    byte[][] test = bins(4);
    double[] classes = new double[ROWS];
    double[] numbers = new double[ROWS];
    for (int r = 0; r < ROWS; r++) {
      classes[r] = Math.min(2, (fit[1][r] & 0xFF) / 85);
      numbers[r] = fit[2][r] & 0xFF;
    }
    double[][] scores = BoostedTrees.fit(fit, classes, TreeLoss.SOFTMAX, 3, 60, 5).scores(test);
    double[][] values = BoostedTrees.fit(fit, numbers, TreeLoss.SQUARES, 1, 100, 5).scores(test);
    int right = 0;
    double error = 0;
    for (int r = 0; r < ROWS; r++) {
      int expected = Math.min(2, (test[1][r] & 0xFF) / 85);
      double highest = Math.max(scores[r][0], Math.max(scores[r][1], scores[r][2]));
      right += scores[r][expected] == highest ? 1 : 0;
      error += Math.abs(values[r][0] - (test[2][r] & 0xFF)) / ROWS;
    }
    assertThat(right).isGreaterThan(ROWS * 98 / 100);
    assertThat(error).isLessThan(4);
  }

  @Test
  void theAreaCountsPairsInOrderAndTiesHalf() {
    double[] scores = {1, 2, 3, 4};
    assertThat(TwoSampleTest.area(scores, new double[] {0, 0, 1, 1})).isEqualTo(1);
    assertThat(TwoSampleTest.area(scores, new double[] {1, 1, 0, 0})).isEqualTo(0);
    assertThat(TwoSampleTest.area(scores, new double[] {0, 1, 0, 1})).isEqualTo(0.75);
    assertThat(TwoSampleTest.area(new double[] {1, 1, 1, 2}, new double[] {0, 1, 0, 1}))
        .isCloseTo(0.75, within(1e-12));
  }
}
