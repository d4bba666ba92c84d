package dev.wgan.train.rows;

import dev.wgan.train.evaluate.Estimate;
import dev.wgan.train.evaluate.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes the figures of tables against one test part.
 *
 * <p>Not thread-safe.
 */
final class RowFigures {
  private static final double DEVIATIONS = 1.959964;

  private final JudgedRows test;
  private final @Nullable JudgedRows training;
  private final @Nullable ClosestRows closest;
  private final List<ClosestRows.Match> heldOut;
  private final List<TransferTest> transfers;
  private final long seed;

  RowFigures(
      JudgedRows test, Optional<JudgedRows> training, List<TransferTest> transfers, long seed) {
    this.test = test;
    this.training = training.orElse(null);
    this.closest = training.map(ClosestRows::among).orElse(null);
    this.heldOut = closest == null ? List.of() : closest.matches(test.some(test.size(), seed));
    this.transfers = List.copyOf(transfers);
    this.seed = seed;
  }

  /** The share of test rows that are equal to a training row; empty without training rows. */
  Optional<Double> heldOutCopies() {
    return Optional.ofNullable(closest).map(rows -> rows.copies(test));
  }

  /** The training rows closest to rows of a table; empty without training rows. */
  List<ClosestRows.Match> matches(JudgedRows table) {
    return closest == null ? List.of() : closest.matches(table);
  }

  /** The figures of a table whose columns and pairs have been compared. */
  List<RowFigure> of(JudgedRows table, RowScores scores) {
    List<RowFigure> figures = new ArrayList<>();
    add(figures, "column_shapes", "Column Shapes", scores.shapes());
    add(figures, "column_pair_trends", "Column Pair Trends", scores.trends());
    add(
        figures,
        "overall_score",
        "overall score",
        Estimate.of((scores.shapes().value() + scores.trends().value()) / 2));
    add(figures, "pair_trends_shared", "pair trends, shared deciles", scores.sharedTrends());
    add(figures, "pair_trends_deciles", "pair trends, all in deciles", scores.decileTrends());
    add(figures, "two_sample_auc", "two-sample test, AUC", TwoSampleTest.of(test, table, seed));
    for (TransferTest transfer : transfers) {
      add(
          figures,
          "transfer:" + transfer.name(),
          "predicts %s, %s".formatted(transfer.name(), transfer.score()),
          Estimate.of(transfer.score(table, test, seed)));
    }
    addAdherence(figures, table);
    if (closest != null) {
      List<ClosestRows.Match> found = closest.matches(table.some(table.size(), seed));
      add(
          figures,
          "closest_record_ratio",
          "closest record, ratio",
          ClosestRows.ratio(found, heldOut, seed));
      add(figures, "exact_copies", "exact copies", share(closest.copies(table), table.size()));
    }
    return figures;
  }

  private void addAdherence(List<RowFigure> figures, JudgedRows table) {
    RowAdherence adherence = RowAdherence.of(training == null ? test : training, table);
    add(figures, "boundary_adherence", "BoundaryAdherence", adherence.boundaries());
    add(figures, "category_adherence", "CategoryAdherence", adherence.categories());
    add(figures, "category_coverage", "CategoryCoverage", adherence.coverage());
    add(figures, "missing_value_similarity", "MissingValueSimilarity", adherence.missing());
    for (JudgedRows.KeyShare key : table.keys()) {
      add(
          figures,
          "key_uniqueness:" + key.column(),
          "KeyUniqueness of " + key.column(),
          key.unique());
    }
  }

  /** A share with its interval (Wilson 1927), which is not empty for a share of 0. */
  static Estimate share(double share, int n) {
    double squared = DEVIATIONS * DEVIATIONS;
    double middle = (share + squared / (2 * n)) / (1 + squared / n);
    double half =
        DEVIATIONS
            / (1 + squared / n)
            * Math.sqrt(share * (1 - share) / n + squared / (4.0 * n * n));
    double low = Math.max(0, Math.min(share, middle - half));
    double high = Math.min(1, Math.max(share, middle + half));
    return new Estimate(share, new Interval(low, high, Interval.LEVEL));
  }

  private static void add(List<RowFigure> figures, String key, String label, double value) {
    add(figures, key, label, Estimate.of(value));
  }

  private static void add(List<RowFigure> figures, String key, String label, Estimate estimate) {
    if (!Double.isNaN(estimate.value())) {
      figures.add(new RowFigure(key, label, estimate));
    }
  }
}
