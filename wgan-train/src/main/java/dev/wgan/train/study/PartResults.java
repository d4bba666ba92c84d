package dev.wgan.train.study;

import dev.wgan.run.RunFolder;
import dev.wgan.train.evaluate.Correlation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The results of a part of a study.
 *
 * <p>Immutable and thread-safe.
 */
public final class PartResults {
  private static final int LEAST_LOOKS = 5;
  private static final int LEAST_RUNS = 5;

  private final StudyPlan.Part part;
  private final Map<String, List<List<Look>>> looks;
  private final Map<String, RunFolder> folders;
  private final Judge judge;

  /**
   * Collects the results.
   *
   * @param part the part
   * @param looks of each seed's run, by variant
   * @param folders the first seed's run, by variant
   * @param judge measured the samples
   */
  PartResults(
      StudyPlan.Part part,
      Map<String, List<List<Look>>> looks,
      Map<String, RunFolder> folders,
      Judge judge) {
    this.part = part;
    this.looks = new LinkedHashMap<>(looks);
    this.folders = new LinkedHashMap<>(folders);
    this.judge = judge;
  }

  StudyPlan.Part part() {
    return part;
  }

  List<String> labels() {
    return List.copyOf(looks.keySet());
  }

  /** The run of a variant's first seed. */
  RunFolder folder(String label) {
    return Objects.requireNonNull(folders.get(label), label);
  }

  /** The names of the figures. */
  List<String> figures() {
    return List.copyOf(last(runs(labels().get(0)).get(0)).figures().keySet());
  }

  /** A figure at the end of training, over the seeds. */
  Spread last(String label, String figure) {
    return Spread.of(
        judge.greatest(figure),
        runs(label).stream()
            .mapToDouble(run -> last(run).figures().getOrDefault(figure, Double.NaN))
            .toArray());
  }

  /** The first figure over a training, averaged over the seeds, by critic iteration or time. */
  Map<Double, Double> curve(String label) {
    return curve(label, figures().get(0));
  }

  /** A figure over a training, averaged over the seeds, by critic iteration or time. */
  Map<Double, Double> curve(String label, String figure) {
    Map<Double, Double> curve = new LinkedHashMap<>();
    List<List<Look>> runs = runs(label);
    for (int i = 0; i < runs.get(0).size(); i++) {
      int at = i;
      double mean =
          runs.stream()
              .mapToDouble(run -> run.get(at).figures().getOrDefault(figure, Double.NaN))
              .average()
              .orElseThrow();
      curve.put(runs.stream().mapToDouble(run -> at(run.get(at))).average().orElseThrow(), mean);
    }
    return curve;
  }

  private double at(Look look) {
    return part.overSeconds() ? look.seconds() : look.criticIterations();
  }

  /**
   * Rank correlation of the held-out estimate with the first figure across all runs, at looks of
   * equal number, averaged over these. A countdown of steps scores 0 here. Empty with too few runs,
   * or if an estimate was not measured.
   */
  OptionalDouble heldOutRanksRuns() {
    List<List<Look>> runs = looks.values().stream().flatMap(List::stream).toList();
    if (runs.size() < LEAST_RUNS
        || runs.stream().flatMap(List::stream).anyMatch(PartResults::blind)) {
      return OptionalDouble.empty();
    }
    return IntStream.range(0, runs.get(0).size())
        .mapToDouble(
            at ->
                Correlation.spearman(
                    runs.stream().mapToDouble(run -> heldOut(run.get(at))).toArray(),
                    runs.stream().mapToDouble(run -> run.get(at).quality()).toArray()))
        .average();
  }

  private static boolean blind(Look look) {
    return !Double.isFinite(heldOut(look)) || !Double.isFinite(look.quality());
  }

  private static double heldOut(Look look) {
    return look.heldOut() == null ? Double.NaN : look.heldOut();
  }

  /** Rank correlation of the smoothed estimate on training batches with the first figure. */
  OptionalDouble estimateTellsQuality(String label) {
    return tellsQuality(label, look -> look.estimate());
  }

  /** Rank correlation of the held-out estimate with the first figure. */
  OptionalDouble heldOutTellsQuality(String label) {
    return tellsQuality(label, PartResults::heldOut);
  }

  /**
   * Over a training, averaged over the seeds: near 1 if the loss reflects the quality. Empty with
   * too few looks, or if a figure was not measured.
   */
  private OptionalDouble tellsQuality(String label, ToDoubleFunction<Look> loss) {
    return runs(label).stream()
        .filter(run -> run.size() >= LEAST_LOOKS)
        .filter(run -> run.stream().mapToDouble(loss).allMatch(Double::isFinite))
        .mapToDouble(
            run ->
                Correlation.spearman(
                    run.stream().mapToDouble(loss).toArray(),
                    run.stream().mapToDouble(Look::quality).toArray()))
        .average();
  }

  private List<List<Look>> runs(String label) {
    return Objects.requireNonNull(looks.get(label), label);
  }

  private static Look last(List<Look> run) {
    return run.get(run.size() - 1);
  }
}
