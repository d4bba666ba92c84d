package dev.wgan.train.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the quality of samples: every metric beside that of real data and of a fitted
 * Gaussian.
 *
 * <p>Immutable and thread-safe.
 *
 * @param samples how many samples were judged
 * @param reference how many real points they were compared with
 * @param floor how many other real points gave the floor
 * @param training how many points the generator was trained on
 * @param options how it was measured
 * @param spaces raw values first, then features, if there are any
 * @param noisy Fréchet distance in features of the floor's points with noise of deviation {@link
 *     #NOISE}, a yardstick for the samples' own; null without features
 * @param classes the classes' shares; null without a classifier
 * @param memorisation whether training data are repeated
 * @param modes mode coverage; null if the data's modes are not known
 */
public record Evaluation(
    int samples,
    int reference,
    int floor,
    int training,
    EvaluationOptions options,
    List<SpaceEvaluation> spaces,
    @Nullable Estimate noisy,
    @Nullable ClassEvaluation classes,
    Memorisation memorisation,
    @Nullable ModeEvaluation modes) {
  /** The name of the space of raw values. */
  public static final String RAW = "raw values";

  /** Standard deviation of the noise in {@link #noisy}: a twentieth of the range of pixels. */
  public static final double NOISE = 0.1;

  /** The name of the space of features. */
  public static final String FEATURES = "features";

  /**
   * Copies the list.
   *
   * @param samples how many samples were judged
   * @param reference how many real points they were compared with
   * @param floor how many other real points gave the floor
   * @param training how many points the generator was trained on
   * @param options how it was measured
   * @param spaces raw values first, then features
   * @param noisy the distance of noisy real points
   * @param classes the classes' shares
   * @param memorisation whether training data are repeated
   * @param modes mode coverage
   */
  public Evaluation {
    spaces = List.copyOf(spaces);
  }

  /**
   * Returns the metrics in one space.
   *
   * @param name {@link #RAW} or {@link #FEATURES}
   * @return the metrics
   * @throws EvaluationException if there is no such space
   */
  public SpaceEvaluation space(String name) {
    return spaces.stream()
        .filter(space -> space.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new EvaluationException(
                    "nothing was measured in the space '%s': expected one of %s"
                        .formatted(name, spaces.stream().map(SpaceEvaluation::name).toList())));
  }
}
