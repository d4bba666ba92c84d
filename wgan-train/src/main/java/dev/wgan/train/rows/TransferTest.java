package dev.wgan.train.rows;

import dev.wgan.table.MeasureType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Train on synthetic, test on real (Esteban, Hyland and Rätsch 2017): boosted trees that learned a
 * column from the other columns of one table predict it in real rows.
 *
 * <p>Immutable and thread-safe.
 *
 * @param column the place of the column
 * @param name its name
 * @param measured whether it is a number or a time; its score is then R², else the accuracy
 * @param classes the number of levels
 */
record TransferTest(int column, String name, boolean measured, int classes) {
  private static final int ROUNDS = 100;
  private static final int MOST = 20_000;
  private static final int MOST_CLASSES = 20;

  /**
   * Chooses columns to predict: those of the given names, or else the last column of each type,
   * since that is where most tables have what is to be predicted.
   */
  static List<TransferTest> of(JudgedRows real, List<String> names) {
    int n = real.columns().size();
    List<TransferTest> all = IntStream.range(0, n).mapToObj(c -> of(real, c)).toList();
    List<TransferTest> able = n < 2 ? List.of() : all.stream().filter(t -> t.fits(real)).toList();
    if (!names.isEmpty()) {
      return able.stream().filter(test -> names.contains(test.name())).toList();
    }
    return able.stream()
        .filter(
            test ->
                able.stream()
                    .noneMatch(
                        later ->
                            later.column > test.column && later.kind(real).equals(test.kind(real))))
        .toList();
  }

  private static TransferTest of(JudgedRows real, int c) {
    JudgedColumn column = real.columns().get(c);
    int levels =
        1 + (int) Arrays.stream(real.values(c)).filter(v -> !Double.isNaN(v)).max().orElse(0);
    return new TransferTest(c, column.name(), column.measured(), column.measured() ? 1 : levels);
  }

  private boolean fits(JudgedRows real) {
    long distinct =
        Arrays.stream(real.values(column))
            .filter(v -> !Double.isNaN(v))
            .distinct()
            .limit(2)
            .count();
    return distinct > 1 && classes <= MOST_CLASSES;
  }

  /** Numbers, times, or levels. */
  private String kind(JudgedRows real) {
    boolean number =
        real.columns().get(column).column().type() instanceof MeasureType type
            && type.javaType().getSuperclass() == Number.class;
    return !measured ? "level" : number ? "number" : "time";
  }

  /** The name of the score. */
  String score() {
    return measured ? "R²" : "accuracy";
  }

  /** Learns the column from a table and predicts it in real rows; NaN if nothing can be learned. */
  double score(JudgedRows table, JudgedRows real, long seed) {
    JudgedRows fit = known(table).some(MOST, seed);
    JudgedRows test = known(real).some(MOST, seed + 1);
    if (fit.size() < 2 || test.size() < 2) {
      return Double.NaN;
    }
    List<Integer> others =
        IntStream.range(0, table.columns().size()).filter(c -> c != column).boxed().toList();
    TreeFeatures features = TreeFeatures.fit(fit, others);
    TreeLoss loss = measured ? TreeLoss.SQUARES : TreeLoss.SOFTMAX;
    double[] targets = fit.values(column);
    BoostedTrees trees =
        BoostedTrees.fit(features.bins(fit), targets, loss, outputs(fit, test), ROUNDS, seed);
    double[][] scores = trees.scores(features.bins(test));
    double[] truth = test.values(column);
    return measured ? determination(scores, truth) : accuracy(scores, truth);
  }

  private int outputs(JudgedRows fit, JudgedRows test) {
    return measured
        ? 1
        : 1
            + (int)
                Math.max(
                    Arrays.stream(fit.values(column)).max().orElse(0),
                    Arrays.stream(test.values(column)).max().orElse(0));
  }

  private JudgedRows known(JudgedRows rows) {
    double[] values = rows.values(column);
    return rows.rows(
        IntStream.range(0, values.length).filter(r -> !Double.isNaN(values[r])).toArray());
  }

  /** One minus the squared errors over those of the mean. */
  private static double determination(double[][] scores, double[] truth) {
    double mean = Arrays.stream(truth).average().orElse(0);
    double errors = 0;
    double spread = 0;
    for (int r = 0; r < truth.length; r++) {
      errors += Math.pow(scores[r][0] - truth[r], 2);
      spread += Math.pow(truth[r] - mean, 2);
    }
    return 1 - errors / spread;
  }

  private static double accuracy(double[][] scores, double[] truth) {
    int right = 0;
    for (int r = 0; r < truth.length; r++) {
      int best = 0;
      for (int k = 1; k < scores[r].length; k++) {
        best = scores[r][k] > scores[r][best] ? k : best;
      }
      right += best == (int) truth[r] ? 1 : 0;
    }
    return (double) right / truth.length;
  }
}
