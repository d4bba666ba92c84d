package dev.wgan.train.monitor;

import dev.wgan.train.config.TaskChoice;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.constraint.Failure;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.constraint.NormTarget;
import dev.wgan.train.constraint.SlopeBound;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The problems that metrics can show, with their thresholds and reasons.
 *
 * <p>Thread-safe: there is no state. NaN exceeds no threshold, because training stops on it.
 *
 * <p>The remedies do not contradict each other: if one symptom advises to raise a key, no other
 * advises to lower it. Learning rates are only lowered, critic iterations only raised.
 */
final class Symptoms {
  /**
   * The share of a training in which nothing is reported, because estimates and slopes of new
   * networks are meaningless.
   */
  static final double WARM_UP = 0.05;

  /**
   * A generator is far from the data while the sliced distance is above this share of the first one
   * measured. The sliced distance never exceeds the Wasserstein distance (a projection lengthens
   * nothing), so a critic of slope 1 that reports less has not converged.
   */
  static final double FAR = 0.5;

  /** The number of rows in the comparison with held-out samples. */
  static final int OVERFITTING_ROWS = 10;

  /**
   * The critic overfits if the held-out estimate is below this share of the training estimate ...
   */
  static final double OVERFITTING_SHARE = 0.5;

  /**
   * ... and the difference exceeds this number of standard errors: by chance this happens in one of
   * 600 windows of ten rows (Student's t with 9 degrees of freedom, one-sided).
   */
  static final double OVERFITTING_ERRORS = 4;

  /**
   * A share of the data's diversity below which every generator is bad: samples of one class of
   * Fashion-MNIST have 0.59 to 0.96 of the whole's, a new mlp generator has 0.3.
   */
  static final double COLLAPSED = 0.15;

  /** New convolutional generators make nearly equal samples; after this share they must not. */
  static final double COLLAPSE_WARM_UP = 0.1;

  /**
   * Scores diverge when they are this much larger than they ever were in the first quarter: the
   * estimate of a bounded critic has its peak early, before the generator follows.
   */
  static final double GROWTH = 4;

  /** With fewer rows, growth cannot be distinguished from the start of a training. */
  static final int GROWTH_ROWS = 20;

  /** Above this slope the estimate overstates the distance twofold. */
  static final double STEEP = 2;

  /** Below this slope a two-sided penalty has not pulled the critic up: it is hardly trained. */
  static final double SHALLOW = 0.5;

  /**
   * A difference of mean scores of real and generated samples below which the generator's gradients
   * are of the order of an optimizer's epsilon (1e-8) for each of some thousand weights.
   */
  static final double FLAT = 1e-5;

  /** The number that the article's term subtracts from the mean magnitude of the last weights. */
  private static final double ARTICLE_MARGIN = 0.01;

  private Symptoms() {}

  /** The symptoms to look for under a configuration. */
  static List<Symptom> of(TrainingConfig config) {
    LipschitzConstraint constraint = config.constraint();
    List<Symptom> symptoms = new ArrayList<>();
    symptoms.add(new Symptom(Warning.Kind.CRITIC_BEHIND, rows -> behind(rows, config)));
    symptoms.add(new Symptom(Warning.Kind.CRITIC_OVERFITTING, Symptoms::overfitting));
    symptoms.add(new Symptom(Warning.Kind.GENERATOR_COLLAPSED, rows -> collapsed(rows, config)));
    symptoms.add(new Symptom(Warning.Kind.SCORES_DIVERGING, rows -> diverging(rows, config)));
    if (constraint.slope() == SlopeBound.ONE) {
      symptoms.add(new Symptom(Warning.Kind.GRADIENT_NORM, rows -> slope(rows, config)));
    }
    if (constraint.failure() == Failure.FLAT) {
      symptoms.add(new Symptom(Warning.Kind.CRITIC_FLAT, rows -> flat(rows, config)));
    }
    return symptoms;
  }

  private static Optional<String> behind(List<Measurement> rows, TrainingConfig config) {
    Measurement row = last(rows);
    if (row.step() < WARM_UP * config.schedule().steps()) {
      return Optional.empty();
    }
    String remedy =
        "; raise critic_iterations (now %s)%s"
            .formatted(
                config.schedule().criticIterations(),
                config.schedule().criticBoost() ? "" : ", or set critic_boost");
    if (row.smoothed() <= 0) {
      return Optional.of(
          text(
                  "the critic has not converged: its Wasserstein estimate is %.3g, not positive",
                  row.smoothed())
              + remedy);
    }
    double criterion = lastCriterion(rows);
    boolean far = criterion > FAR * firstCriterion(rows);
    boolean lower =
        config.task().task() == TaskChoice.Type.GENERATE
            && config.constraint().slope() == SlopeBound.ONE;
    if (lower && far && row.smoothed() < criterion) {
      return Optional.of(
          text(
                  "the critic has not converged: its Wasserstein estimate, %.3g, is below the sliced distance of the samples, %.3g, which is a lower bound",
                  row.smoothed(), criterion)
              + remedy);
    }
    return Optional.empty();
  }

  private static double firstCriterion(List<Measurement> rows) {
    for (Measurement row : rows) {
      if (row.criterion().isPresent()) {
        return row.criterion().getAsDouble();
      }
    }
    return Double.NaN;
  }

  /** Not every row has a criterion: the latest that was measured. */
  private static double lastCriterion(List<Measurement> rows) {
    for (int i = rows.size() - 1; i >= 0; i--) {
      if (rows.get(i).criterion().isPresent()) {
        return rows.get(i).criterion().getAsDouble();
      }
    }
    return Double.NaN;
  }

  private static Optional<String> overfitting(List<Measurement> rows) {
    List<Measurement> window =
        rows.subList(Math.max(0, rows.size() - OVERFITTING_ROWS), rows.size());
    if (window.size() < OVERFITTING_ROWS
        || window.stream().anyMatch(row -> row.heldOut().isEmpty())) {
      return Optional.empty();
    }
    double training = 0;
    double gap = 0;
    double squares = 0;
    for (Measurement row : window) {
      double difference = row.wasserstein() - row.heldOut().orElseThrow();
      training += row.wasserstein() / window.size();
      gap += difference / window.size();
      squares += difference * difference;
    }
    int n = window.size();
    double error = Math.sqrt(Math.max(0, squares - n * gap * gap) / (n - 1) / n);
    if (training > 0
        && gap > (1 - OVERFITTING_SHARE) * training
        && gap > OVERFITTING_ERRORS * error) {
      return Optional.of(
          text(
              "the critic overfits: its Wasserstein estimate is %.3g on training samples, %.3g on held-out ones; train on more data, mirror images (flip), raise dropout, or lower width",
              training, training - gap));
    }
    return Optional.empty();
  }

  private static Optional<String> collapsed(List<Measurement> rows, TrainingConfig config) {
    Measurement row = last(rows);
    if (row.step() >= COLLAPSE_WARM_UP * config.schedule().steps() && row.diversity() < COLLAPSED) {
      return Optional.of(
          text(
              "the generator has collapsed: the diversity of its samples is %.2g of the data's; lower generator_learning_rate (now %s), or raise critic_iterations (now %s)",
              row.diversity(),
              config.rates().generatorLearningRate(),
              config.schedule().criticIterations()));
    }
    return Optional.empty();
  }

  private static Optional<String> diverging(List<Measurement> rows, TrainingConfig config) {
    return config.constraint().failure() == Failure.UNBOUNDED
        ? unbounded(rows)
        : growing(rows, config);
  }

  /** The article's term measures the critic's last weights itself: what it has above 0.01. */
  private static Optional<String> unbounded(List<Measurement> rows) {
    double first = rows.get(0).term() + ARTICLE_MARGIN;
    double now = last(rows).term() + ARTICLE_MARGIN;
    return now > GROWTH * first
        ? Optional.of(
            text(
                "the critic's weights grow without bound, in its last layer from %.2g to %.2g on average, and its scores with them: article_term bounds nothing; train with a constraint that does, such as gradient_penalty",
                first, now))
        : Optional.empty();
  }

  private static Optional<String> growing(List<Measurement> rows, TrainingConfig config) {
    if (rows.size() < GROWTH_ROWS) {
      return Optional.empty();
    }
    double now = Math.abs(last(rows).wasserstein());
    double peak = 0;
    for (Measurement row : rows.subList(0, rows.size() / 4)) {
      peak = Math.max(peak, Math.abs(row.wasserstein()));
      if (now <= GROWTH * peak) {
        return Optional.empty(); // found early: a long training does not read all rows for each row
      }
    }
    return now > GROWTH * peak
        ? Optional.of(
            text(
                "the critic's scores diverge: its Wasserstein estimate is %.3g, in the first quarter of the training it was %.3g at most; lower critic_learning_rate (now %s), or raise the weight of the constraint",
                last(rows).wasserstein(), peak, config.rates().criticLearningRate()))
        : Optional.empty();
  }

  private static Optional<String> slope(List<Measurement> rows, TrainingConfig config) {
    Measurement row = last(rows);
    if (row.step() < WARM_UP * config.schedule().steps()) {
      return Optional.empty();
    }
    if (row.gradientNorm() > STEEP) {
      return Optional.of(
          text(
              "the critic's gradient norm is %.3g, far above 1: its Wasserstein estimate overstates the distance; raise the weight of the constraint, or lower critic_learning_rate (now %s)",
              row.gradientNorm(), config.rates().criticLearningRate()));
    }
    if (row.gradientNorm() < SHALLOW && config.constraint().normTarget() == NormTarget.ONE) {
      return Optional.of(
          text(
              "the critic's gradient norm is %.3g, far below 1: it is hardly trained; raise critic_iterations (now %s)",
              row.gradientNorm(), config.schedule().criticIterations()));
    }
    return Optional.empty();
  }

  private static Optional<String> flat(List<Measurement> rows, TrainingConfig config) {
    Measurement row = last(rows);
    if (row.step() >= WARM_UP * config.schedule().steps() && Math.abs(row.smoothed()) < FLAT) {
      return Optional.of(
          text(
              "the clipped critic is too flat to learn from: its Wasserstein estimate is %.3g; raise constraint.clip, or give the critic fewer layers",
              row.smoothed()));
    }
    return Optional.empty();
  }

  private static Measurement last(List<Measurement> rows) {
    return rows.get(rows.size() - 1);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
