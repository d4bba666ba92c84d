package dev.wgan.train.evaluate;

import java.util.Locale;

/** The text of values and verdicts in tables and reports. */
final class Wording {
  /** The name of the metric of noisy real data. */
  static final String NOISY =
      "Fréchet distance with noise of σ = " + String.format(Locale.ROOT, "%.1f", Evaluation.NOISE);

  private Wording() {}

  /** About three significant digits. */
  static String number(double value) {
    double size = Math.abs(value);
    String format =
        size >= 100
            ? "%.0f"
            : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : size >= 0.1 ? "%.3f" : "%.4f";
    boolean tiny = size > 0 && size < 0.001;
    return String.format(Locale.ROOT, tiny ? "%.1e" : format, value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Low and high end in brackets; empty without an interval. */
  static String interval(Estimate estimate) {
    Interval interval = estimate.interval();
    return interval == null
        ? ""
        : "[" + number(interval.low()) + ", " + number(interval.high()) + "]";
  }

  static String arrow(Metric metric) {
    return metric.better() == Metric.Better.LOWER ? "↓" : "↑";
  }

  static String space(SpaceEvaluation space) {
    return "%s, dimension %s".formatted(space.name(), space.dimension());
  }

  static String verdict(Memorisation memorisation) {
    return switch (memorisation.verdict()) {
      case NOTHING_FOUND ->
          "Nothing memorised: samples are no nearer to training data than held-out data are.";
      case NEARER_TO_ALL_DATA ->
          "Samples are nearer to training data than held-out data are, but just as near to data"
              + " never seen: smooth or typical rather than copied.";
      case NEARER_TO_TRAINING_DATA ->
          "Samples are nearer to training data than to data never seen, by more than chance:"
              + " memorised to a degree.";
    };
  }

  static String rankTest(RankTest test) {
    return String.format(
        Locale.ROOT,
        "a sample is nearer to its nearest training point than a held-out point is to its own in %s of pairs (50 %% expected, p = %s)",
        percent(test.smaller()),
        number(test.pValue()));
  }

  static String splitTest(SplitTest test) {
    return "the nearest real point of a sample is a training point for %s of samples (%s expected, p = %s)"
        .formatted(percent(test.share()), percent(test.expected()), number(test.pValue()));
  }
}
