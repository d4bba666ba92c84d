package dev.wgan.train.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The quality of samples: every metric, together with that of real data and of a fitted Gaussian.
 *
 * <p>Immutable and thread-safe.
 *
 * @param samples the number of samples
 * @param reference the number of real points that they were compared with
 * @param floor the number of other real points, for the floor
 * @param training the number of training points whose copies were looked for
 * @param options the options of the evaluation
 * @param spaces raw values first, then features, if there are any
 * @param noisy Fréchet distance in features of the floor's points with noise of deviation {@link
 *     #NOISE}, for comparison with the samples' distance; null without features
 * @param classes the classes' shares; null without a classifier
 * @param memorisation the tests for repeated training data
 * @param modes mode coverage; null if the data's modes are not known
 * @param exposure whether the reference points were seen in training; null if the caller did not
 *     state it
 * @param conditional the evaluation of asked-for classes; null if none were asked for
 * @param sound the evaluation that only sounds have; null for other samples
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
    @Nullable ModeEvaluation modes,
    @Nullable Exposure exposure,
    @Nullable ConditionalEvaluation conditional,
    @Nullable SoundEvaluation sound) {
  /** The name of the space of spectrograms, in which sounds are compared. */
  public static final String SPECTROGRAMS = "log-mel spectrograms";

  /** The name of the space of raw values. */
  public static final String RAW = "raw values";

  /** Standard deviation of the noise in {@link #noisy}: a twentieth of the range of pixels. */
  public static final double NOISE = 0.1;

  /** The name of the space of features. */
  public static final String FEATURES = "features";

  /** Copies the list. */
  public Evaluation {
    spaces = List.copyOf(spaces);
  }

  /**
   * Returns the metrics in one space.
   *
   * @param name {@link #RAW}, {@link #SPECTROGRAMS} or {@link #FEATURES}
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
