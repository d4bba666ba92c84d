package dev.wgan.train.evaluate;

import dev.wgan.noise.Noise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Judges samples against data by every metric.
 *
 * <p>Immutable; as thread-safe as the features it was given. For 10,000 samples of 28×28 pixels and
 * as many reference images it takes nearly two minutes on two cores, and less than 2 GB.
 *
 * <pre>{@code
 * Evaluation evaluation =
 *     Evaluator.of(testImages, otherImages, trainingImages, EvaluationOptions.defaults(42))
 *         .withFeatures(classifier)
 *         .evaluate(samples);
 * }</pre>
 */
public final class Evaluator {
  private static final int BATCH = 256;
  private static final int EXAMPLES = 10;

  private final PointSet reference;
  private final PointSet floor;
  private final PointSet training;
  private final EvaluationOptions options;
  private final @Nullable Features features;
  private final @Nullable Modes modes;
  private final @Nullable EvaluationListener listener;

  private record Modes(PointSet centres, double sigma) {}

  private Evaluator(
      PointSet reference,
      PointSet floor,
      PointSet training,
      EvaluationOptions options,
      @Nullable Features features,
      @Nullable Modes modes,
      @Nullable EvaluationListener listener) {
    this.reference = reference;
    this.floor = floor;
    this.training = training;
    this.options = options;
    this.features = features;
    this.modes = modes;
    this.listener = listener;
  }

  /**
   * Starts an evaluator in the space of raw values.
   *
   * @param reference real points that the generator has not seen, such as the test images
   * @param floor other real points, equally many as there will be samples; they may be training
   *     points
   * @param training the points that the generator was trained on
   * @param options the options of the evaluation
   * @return the evaluator
   * @throws EvaluationException if the dimensions differ
   */
  public static Evaluator of(
      PointSet reference, PointSet floor, PointSet training, EvaluationOptions options) {
    PointSet.checkComparable(reference, floor);
    PointSet.checkComparable(reference, training);
    return new Evaluator(reference, floor, training, options, null, null, null);
  }

  /**
   * Adds a space of features; a {@link Classifier} adds the classes' shares, too.
   *
   * @param added maps points to features
   * @return a new evaluator
   */
  public Evaluator withFeatures(Features added) {
    return new Evaluator(reference, floor, training, options, added, modes, listener);
  }

  /**
   * Adds the coverage of known modes.
   *
   * @param centres of the modes
   * @param sigma standard deviation of a mode along each axis, above 0
   * @return a new evaluator
   * @throws EvaluationException if the centres' dimension is not that of the data
   */
  public Evaluator withModes(PointSet centres, double sigma) {
    PointSet.checkComparable(reference, centres);
    return new Evaluator(
        reference, floor, training, options, features, new Modes(centres, sigma), listener);
  }

  /**
   * Adds a listener: an evaluation of many images takes minutes.
   *
   * @param added receives each stage and each step
   * @return a new evaluator
   */
  public Evaluator listen(EvaluationListener added) {
    return new Evaluator(reference, floor, training, options, features, modes, added);
  }

  /**
   * Measures everything.
   *
   * @param samples of the generator, at least 2k + 2 and 20
   * @return the evaluation
   * @throws EvaluationException if the samples are too few or of another dimension than the data
   */
  public Evaluation evaluate(PointSet samples) {
    PointSet.checkComparable(reference, samples);
    PointSet floorPoints = floor.first(samples.size());
    EvaluationSteps steps = EvaluationSteps.of(listener, steps(options, features != null));
    steps.stage("fitting a Gaussian");
    PointSet gaussian =
        FittedGaussian.fit(training, options.components()).sample(samples.size(), options.seed());
    steps.step();
    List<SpaceEvaluation> spaces = new ArrayList<>();
    steps.stage("measuring in raw values");
    spaces.add(
        new SpaceEvaluator(reference, options, steps)
            .evaluate(Evaluation.RAW, samples, floorPoints, gaussian));
    ClassEvaluation classes = null;
    Estimate noisy = null;
    if (features != null) {
      steps.stage("mapping to features");
      Mapped ofReference = map(features, reference);
      steps.step();
      Mapped ofSamples = map(features, samples);
      steps.step();
      Mapped ofFloor = map(features, floorPoints);
      steps.step();
      Mapped ofGaussian = map(features, gaussian);
      steps.step();
      steps.stage("measuring in features");
      spaces.add(
          new SpaceEvaluator(ofReference.points(), options, steps)
              .evaluate(
                  Evaluation.FEATURES, ofSamples.points(), ofFloor.points(), ofGaussian.points()));
      noisy =
          Estimate.of(
              FrechetDistance.between(
                  ofReference.points(), map(features, noisy(floorPoints)).points()));
      steps.step();
      if (features instanceof Classifier classifier) {
        classes = classes(classifier.classNames(), ofReference, ofSamples, ofFloor, ofGaussian);
      }
    }
    steps.stage("looking for memorised samples");
    Memorisation memorisation = Memorisation.of(samples, training, reference, options.queries());
    steps.step();
    return new Evaluation(
        samples.size(),
        reference.size(),
        floorPoints.size(),
        training.size(),
        options,
        spaces,
        noisy,
        classes,
        memorisation,
        modes == null ? null : modes(modes, samples, floorPoints, gaussian));
  }

  /** The Gaussian and the memorised samples; in features, also five sets of points to map. */
  private static long steps(EvaluationOptions options, boolean inFeatures) {
    long space = SpaceEvaluator.steps(options);
    return 2 + space + (inFeatures ? 5 + space : 0);
  }

  /** Points in a space of features, and their labels, none unless a classifier made them. */
  private record Mapped(PointSet points, List<Integer> labels) {
    ClassHistogram histogram(int classes) {
      return ClassHistogram.of(labels.stream().mapToInt(Integer::intValue).toArray(), classes);
    }
  }

  /** Points with Gaussian noise, for the scale of distances in features. */
  private PointSet noisy(PointSet points) {
    float[] values = points.toArray();
    float[] noise = new float[points.dimension()];
    for (int i = 0; i < points.size(); i++) {
      Noise.normal(options.seed(), i, 1, noise.length, noise);
      for (int k = 0; k < noise.length; k++) {
        values[i * noise.length + k] += (float) (Evaluation.NOISE * noise[k]);
      }
    }
    return PointSet.of(values, points.dimension());
  }

  private static Mapped map(Features features, PointSet points) {
    int d = features.dimension();
    if (features instanceof Classifier classifier) {
      Classified all = classifier.classifyAll(points);
      return new Mapped(
          PointSet.of(all.features(), d), Arrays.stream(all.labels()).boxed().toList());
    }
    float[] mapped = new float[Math.multiplyExact(points.size(), d)];
    for (int from = 0; from < points.size(); from += BATCH) {
      int n = Math.min(BATCH, points.size() - from);
      float[] result = features.of(points.slice(from, from + n).values(), n);
      if (result.length != n * d) {
        throw new EvaluationException(
            "the features of %s points are %s values: expected %s for each"
                .formatted(n, result.length, d));
      }
      System.arraycopy(result, 0, mapped, from * d, result.length);
    }
    return new Mapped(PointSet.of(mapped, d), List.of());
  }

  private ClassEvaluation classes(
      List<String> names, Mapped ofReference, Mapped ofSamples, Mapped ofFloor, Mapped ofGaussian) {
    Bootstrap bootstrap = Bootstrap.of(options.seed());
    ClassHistogram samples = ofSamples.histogram(names.size());
    ClassHistogram real = ofReference.histogram(names.size());
    List<ClassEvaluation.Share> shares =
        IntStream.range(0, names.size())
            .mapToObj(
                label ->
                    new ClassEvaluation.Share(
                        names.get(label),
                        samples.share(label),
                        real.share(label),
                        examples(ofSamples.labels(), label)))
            .toList();
    return new ClassEvaluation(
        shares,
        new Comparison(
            Metric.CLASS_DIVERGENCE,
            samples.divergence(bootstrap),
            ofFloor.histogram(names.size()).divergence(bootstrap),
            ofGaussian.histogram(names.size()).divergence(bootstrap)));
  }

  private static List<Integer> examples(List<Integer> labels, int label) {
    return IntStream.range(0, labels.size())
        .filter(i -> labels.get(i) == label)
        .limit(EXAMPLES)
        .boxed()
        .toList();
  }

  private ModeEvaluation modes(
      Modes known, PointSet samples, PointSet floorPoints, PointSet gaussian) {
    Bootstrap bootstrap = Bootstrap.of(options.seed());
    return new ModeEvaluation(
        ModeCoverage.of(samples, known.centres(), known.sigma(), bootstrap),
        ModeCoverage.of(floorPoints, known.centres(), known.sigma(), bootstrap),
        ModeCoverage.of(gaussian, known.centres(), known.sigma(), bootstrap));
  }
}
