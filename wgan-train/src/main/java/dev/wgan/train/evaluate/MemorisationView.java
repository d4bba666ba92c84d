package dev.wgan.train.evaluate;

import dev.wgan.train.evaluate.ReportPictures.PairView;
import java.util.List;

/**
 * What was found about memorisation, for the template.
 *
 * @param tone how good the verdict is: a class of the style sheet
 * @param verdict the verdict
 * @param rankTest the result of the rank test
 * @param splitTest the result of the split test
 * @param probabilities the quantiles' probabilities
 * @param rows the quantiles of samples and of held-out data
 * @param pairs samples next to their nearest training points; empty without pictures
 */
record MemorisationView(
    String tone,
    String verdict,
    String rankTest,
    String splitTest,
    List<String> probabilities,
    List<Quantiles> rows,
    List<PairView> pairs) {
  /** A row of the table. */
  record Quantiles(String name, List<String> distances) {
    static Quantiles of(String name, List<Memorisation.DistanceQuantile> quantiles) {
      return new Quantiles(
          name, quantiles.stream().map(q -> Wording.number(q.distance())).toList());
    }
  }

  /** Whether the pairs need to be explained. */
  boolean hasPairs() {
    return !pairs.isEmpty();
  }

  static MemorisationView of(Memorisation memorisation, List<PairView> pairs) {
    String tone =
        switch (memorisation.verdict()) {
          case NOTHING_FOUND -> "good";
          case NEARER_TO_ALL_DATA -> "warn";
          case NEARER_TO_TRAINING_DATA -> "bad";
        };
    return new MemorisationView(
        tone,
        Wording.verdict(memorisation),
        Wording.rankTest(memorisation.nearer()),
        Wording.splitTest(memorisation.seen()),
        memorisation.samples().stream().map(q -> Math.round(100 * q.probability()) + " %").toList(),
        List.of(
            Quantiles.of("samples", memorisation.samples()),
            Quantiles.of("held-out data", memorisation.heldOut())),
        pairs);
  }
}
