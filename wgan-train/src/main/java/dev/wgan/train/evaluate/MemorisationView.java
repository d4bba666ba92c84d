package dev.wgan.train.evaluate;

import dev.wgan.train.evaluate.ReportPictures.PairView;
import dev.wgan.train.page.Section;
import dev.wgan.train.page.Template;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The result of the memorisation tests, for the template.
 *
 * @param tone the style sheet's class for the verdict
 * @param verdict the verdict
 * @param rankTest the result of the rank test
 * @param splitTest the result of the split test; null without held-out data
 * @param copies the result of the copy test, sentence by sentence
 * @param controls the name of the points that samples are compared with
 * @param quantiles the distances of samples and held-out data from the training data
 * @param pairs samples next to their nearest training points; empty without pictures
 */
record MemorisationView(
    String tone,
    String verdict,
    String rankTest,
    @Nullable String splitTest,
    List<String> copies,
    String controls,
    List<Quantile> quantiles,
    List<PairView> pairs) {
  private static final Template TEMPLATE = Template.of(MemorisationView.class, "memorisation");

  /** A row of the table: a share of the points, and the distance that it does not exceed. */
  record Quantile(String share, String samples, String heldOut) {}

  /** Returns whether the page explains the pairs. */
  boolean hasPairs() {
    return !pairs.isEmpty();
  }

  static MemorisationView of(Evaluation evaluation, List<PairView> pairs) {
    return of(evaluation.memorisation(), MemorisationWording.of(evaluation), pairs);
  }

  static MemorisationView of(
      Memorisation memorisation, MemorisationWording wording, List<PairView> pairs) {
    String tone =
        switch (memorisation.verdict()) {
          case NOTHING_FOUND -> "good";
          case NEARER_TO_ALL_DATA, NEARER_WITHOUT_HELD_OUT -> "warn";
          case NEARER_TO_TRAINING_DATA, COPIES -> "bad";
        };
    return new MemorisationView(
        tone,
        wording.verdict(),
        wording.rankTest(),
        wording.splitTest(),
        wording.copies(),
        wording.controls(),
        quantiles(memorisation.samples(), memorisation.heldOut()),
        pairs);
  }

  /** The section of the page. */
  Section section() {
    return Section.of("Memorisation", TEMPLATE, this);
  }

  private static List<Quantile> quantiles(
      List<Memorisation.DistanceQuantile> samples, List<Memorisation.DistanceQuantile> heldOut) {
    return IntStream.range(0, samples.size())
        .mapToObj(
            i ->
                new Quantile(
                    Math.round(100 * samples.get(i).probability()) + " %",
                    Wording.number(samples.get(i).distance()),
                    Wording.number(heldOut.get(i).distance())))
        .toList();
  }
}
