package dev.wgan.train.study;

import dev.wgan.run.RunFolder;
import dev.wgan.train.evaluate.Correlation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The results of a part of a study.
 *
 * <p>Immutable and thread-safe.
 */
public final class PartResults {
  private static final int LEAST_LOOKS = 5;

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

  /** The first figure over a training, averaged over the seeds, by critic iteration. */
  Map<Double, Double> curve(String label) {
    return curve(label, figures().get(0));
  }

  /** A figure over a training, averaged over the seeds, by critic iteration. */
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
      curve.put((double) runs.get(0).get(at).criticIterations(), mean);
    }
    return curve;
  }

  /** Rank correlation of the smoothed estimate on training batches with the first figure. */
  OptionalDouble estimateTellsQuality(String label) {
    return tellsQuality(label, look -> look.estimate());
  }

  /** Rank correlation of the held-out estimate with the first figure. */
  OptionalDouble heldOutTellsQuality(String label) {
    return tellsQuality(label, look -> look.heldOut() == null ? Double.NaN : look.heldOut());
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
