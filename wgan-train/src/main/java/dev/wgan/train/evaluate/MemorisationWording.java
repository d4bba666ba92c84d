package dev.wgan.train.evaluate;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The text of the memorisation tests. It names the compared data by what is known about them.
 *
 * @param memorisation the results
 * @param trained the kind of the points whose copies were looked for: training or real
 * @param controls the name of the points that samples were compared with
 * @param changes the changes under which copies were looked for; empty for none
 */
record MemorisationWording(
    Memorisation memorisation, String trained, String controls, String changes) {
  /** The text for points other than sounds. */
  MemorisationWording(Memorisation memorisation, String trained, String controls) {
    this(memorisation, trained, controls, changes(memorisation, false));
  }

  static MemorisationWording of(Evaluation evaluation) {
    Memorisation memorisation = evaluation.memorisation();
    Exposure exposure = evaluation.exposure();
    boolean known = exposure != null && exposure != Exposure.UNKNOWN;
    if (memorisation.seen() == null) {
      MemorisationWording wording = withoutHeldOut(memorisation, known);
      return new MemorisationWording(
          memorisation,
          wording.trained,
          wording.controls,
          changes(memorisation, evaluation.sound() != null));
    }
    return new MemorisationWording(
        memorisation,
        "training",
        known ? "held-out data" : "reference data",
        changes(memorisation, evaluation.sound() != null));
  }

  /** The text of a search without held-out points, in data that training used or may have used. */
  static MemorisationWording withoutHeldOut(Memorisation memorisation, boolean training) {
    String trained = training ? "training" : "real";
    return new MemorisationWording(memorisation, trained, "other " + trained + " data");
  }

  private static String changes(Memorisation memorisation, boolean sound) {
    CopyTest test = memorisation.copies();
    if (test == null || !test.images()) {
      return "";
    }
    return sound
        ? ", perhaps shifted in time by up to 2 frames of the spectrogram"
        : ", perhaps mirrored or shifted by up to 2 pixels";
  }

  String verdict() {
    return switch (memorisation.verdict()) {
      case NOTHING_FOUND -> "The tests found no memorised samples.";
      case NEARER_TO_ALL_DATA ->
          "Samples are nearer to training data than %s are, but just as near to %s: smooth or typical."
              .formatted(controls, controls);
      case NEARER_WITHOUT_HELD_OUT ->
          ("Samples are nearer to %s data than %s are. Without held-out data, smooth samples and"
                  + " memorised ones cannot be told apart.")
              .formatted(trained, controls);
      case NEARER_TO_TRAINING_DATA ->
          "Samples are nearer to training data than to %s, by more than chance: memorised to a degree."
              .formatted(controls);
      case COPIES ->
          "Copies of %s data are among the samples, more than chance explains.".formatted(trained);
    };
  }

  String rankTest() {
    RankTest test = memorisation.nearer();
    return String.format(
        Locale.ROOT,
        "a sample is nearer to its nearest %s point than a point of %s is to its own in %s of pairs (50 %% expected, p = %s)",
        trained,
        controls,
        Wording.percent(test.smaller()),
        Wording.number(test.pValue()));
  }

  @Nullable String splitTest() {
    SplitTest test = memorisation.seen();
    return test == null
        ? null
        : "the nearest real point of a sample is a training point for %s of samples (%s expected, p = %s)"
            .formatted(
                Wording.percent(test.share()),
                Wording.percent(test.expected()),
                Wording.number(test.pValue()));
  }

  /** The counts of the copy test, and the share of copies that it can miss. */
  List<String> copies() {
    CopyTest test = memorisation.copies();
    if (test == null) {
      return List.of("This evaluation did not look for single copies.");
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "%,d of %,d samples (%s) equal a %s point%s; so do %,d of %,d points of %s.",
            test.equal(),
            test.samples(),
            percent(test.equal(), test.samples()),
            trained,
            changes,
            test.equalControls(),
            test.controls(),
            controls),
        String.format(
            Locale.ROOT,
            "%,d of %,d samples (%s) are closer to a %s point, relative to its neighbours, than all"
                + " but %s of %s. Probability of so many copies by chance: %s.",
            test.near(),
            test.samples(),
            percent(test.near(), test.samples()),
            trained,
            Wording.percent(test.expected()),
            controls,
            Wording.number(test.pValue())),
        power(test.detectable()));
  }

  private static String power(@Nullable Double detectable) {
    return detectable == null
        ? "This search could not have found copies, however many: too many real points are as close to each other."
        : String.format(
            Locale.ROOT,
            "Copies this close are found with 95 %% probability if they make up %s of the samples or"
                + " more. Fewer copies, and copies that were changed further, can go unnoticed.",
            percentAbove(detectable));
  }

  private static String percent(int part, int whole) {
    return Wording.percent((double) part / whole);
  }

  /** A percentage rounded up, so that no smaller share is promised. */
  private static String percentAbove(double share) {
    return String.format(Locale.ROOT, "%.1f %%", Math.ceil(1000 * share) / 10);
  }
}
