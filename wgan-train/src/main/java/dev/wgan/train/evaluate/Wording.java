package dev.wgan.train.evaluate;

import java.util.Locale;

/** The text of values and verdicts in tables and reports. */
final class Wording {
  /** The name of the metric of noisy real data. */
  static final String NOISY =
      "Fréchet distance with noise of σ = " + String.format(Locale.ROOT, "%.1f", Evaluation.NOISE);

  /** The name of the divergence of the modes' shares. */
  static final String REVERSE_KL = "reverse KL";

  private static final String UNKNOWN = "–";

  private Wording() {}

  /** About three significant digits; a dash for NaN, which was not measured. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return UNKNOWN;
    }
    double size = Math.abs(value);
    String format =
        size >= 100
            ? "%.0f"
            : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : size >= 0.1 ? "%.3f" : "%.4f";
    boolean tiny = size > 0 && size < 0.001;
    return String.format(Locale.ROOT, tiny ? "%.1e" : format, value);
  }

  static String percent(double share) {
    return Double.isNaN(share) ? UNKNOWN : String.format(Locale.ROOT, "%.1f %%", 100 * share);
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

  /** The sentence about reference points and training. */
  static String exposure(Evaluation evaluation) {
    Exposure exposure = evaluation.exposure();
    return switch (exposure == null ? Exposure.UNKNOWN : exposure) {
      case SEEN ->
          "The reference points were seen in training, so that the figures do not show how near"
              + " samples are to new data.";
      case NOT_SEEN -> "The reference points were not seen in training.";
      case UNKNOWN -> "It is not known whether the reference points were seen in training.";
    };
  }
}
