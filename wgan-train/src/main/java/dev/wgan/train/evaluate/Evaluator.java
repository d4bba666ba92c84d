package dev.wgan.train.evaluate;

import dev.wgan.noise.Noise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final Extras extras;

  private record Modes(PointSet centres, double sigma) {}

  private record Judged(Conditions conditions, Map<String, Classifier> classifiers) {}

  private record Trained(Exposure exposure, PointSet points, @Nullable PointSet heldOut) {}

  /** The optional parts of an evaluation. */
  private record Extras(
      @Nullable Features features,
      @Nullable Modes modes,
      @Nullable ImageShape shape,
      @Nullable Trained trained,
      @Nullable EvaluationListener listener,
      @Nullable Judged judged,
      @Nullable SoundShape sound) {
    Extras features(Features added) {
      return new Extras(added, modes, shape, trained, listener, judged, sound);
    }

    Extras modes(Modes added) {
      return new Extras(features, added, shape, trained, listener, judged, sound);
    }

    Extras shape(ImageShape added) {
      return new Extras(features, modes, added, trained, listener, judged, sound);
    }

    Extras trained(Trained added) {
      return new Extras(features, modes, shape, added, listener, judged, sound);
    }

    Extras listener(EvaluationListener added) {
      return new Extras(features, modes, shape, trained, added, judged, sound);
    }

    Extras judged(Judged added) {
      return new Extras(features, modes, shape, trained, listener, added, sound);
    }

    Extras sound(SoundShape added) {
      return new Extras(features, modes, shape, trained, listener, judged, added);
    }
  }

  private Evaluator(
      PointSet reference,
      PointSet floor,
      PointSet training,
      EvaluationOptions options,
      Extras extras) {
    this.reference = reference;
    this.floor = floor;
    this.training = training;
    this.options = options;
    this.extras = extras;
  }

  private Evaluator with(Extras changed) {
    return new Evaluator(reference, floor, training, options, changed);
  }

  /**
   * Starts an evaluator in the space of raw values.
   *
   * @param reference real points, such as the test images; {@link #withTraining} states whether the
   *     generator has seen them
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
    return new Evaluator(
        reference, floor, training, options, new Extras(null, null, null, null, null, null, null));
  }

  /**
   * Adds a space of features; a {@link Classifier} adds the classes' shares, too.
   *
   * @param added maps points to features
   * @return a new evaluator
   */
  public Evaluator withFeatures(Features added) {
    return with(extras.features(added));
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
    return with(extras.modes(new Modes(centres, sigma)));
  }

  /**
   * States that the points are images, so that mirrored and shifted copies are looked for, too.
   *
   * @param shape of an image
   * @return a new evaluator
   * @throws EvaluationException if the points are not images of this shape
   */
  public Evaluator withImages(ImageShape shape) {
    shape.require(reference);
    return with(extras.shape(shape));
  }

  /**
   * States that the points are sounds: they are compared as spectrograms, in which copies may be
   * shifted in time; tones are looked for; and distances in features come with a scale of clips
   * that were made worse.
   *
   * @param shape of a sound
   * @return a new evaluator
   * @throws EvaluationException if the points are not sounds of this shape
   */
  public Evaluator withSounds(SoundShape shape) {
    shape.require(reference);
    return with(extras.sound(shape));
  }

  /**
   * States which classes the samples were asked for.
   *
   * @param conditions the labels of samples and real points, in the points' order
   * @param classifiers the classifiers that are asked whether they recognise the classes, by name
   * @return a new evaluator
   * @throws EvaluationException if a classifier has other classes
   */
  public Evaluator withConditions(Conditions conditions, Map<String, Classifier> classifiers) {
    classifiers.forEach(conditions::require);
    return with(extras.judged(new Judged(conditions, classifiers)));
  }

  /**
   * States what is known about training, for the search for copies. Without it, copies of the
   * training points given to {@link #of} are looked for, and the reference points are the ones to
   * compare samples with.
   *
   * @param exposure whether the reference points were seen in training
   * @param trained the points whose copies are looked for
   * @param heldOut points that training did not use; null if there are none, so that each of {@code
   *     trained} is compared with the other ones
   * @return a new evaluator
   * @throws EvaluationException if the dimensions differ
   */
  public Evaluator withTraining(Exposure exposure, PointSet trained, @Nullable PointSet heldOut) {
    PointSet.checkComparable(reference, trained);
    if (heldOut != null) {
      PointSet.checkComparable(reference, heldOut);
    }
    return with(extras.trained(new Trained(exposure, trained, heldOut)));
  }

  /**
   * Adds a listener: an evaluation of many images takes minutes.
   *
   * @param added receives each stage and each step
   * @return a new evaluator
   */
  public Evaluator listen(EvaluationListener added) {
    return with(extras.listener(added));
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
    Features features = extras.features;
    Modes modes = extras.modes;
    EvaluationSteps steps = EvaluationSteps.of(extras.listener, steps(options, features != null));
    steps.stage("fitting a Gaussian");
    PointSet gaussian =
        FittedGaussian.fit(training, options.components()).sample(samples.size(), options.seed());
    steps.step();
    List<SpaceEvaluation> spaces = new ArrayList<>();
    SoundShape sound = extras.sound;
    RawSpace raw = RawSpace.of(extras.shape, sound);
    steps.stage("measuring in " + raw.label() + raw.note());
    spaces.add(
        new SpaceEvaluator(raw.of(reference), options, steps)
            .evaluate(raw.label(), raw.of(samples), raw.of(floorPoints), raw.of(gaussian)));
    InFeatures inFeatures =
        features == null
            ? InFeatures.NONE
            : inFeatures(features, samples, floorPoints, gaussian, steps);
    spaces.addAll(inFeatures.spaces);
    Memorisation memorisation = memorisation(raw, samples, steps);
    return new Evaluation(
        samples.size(),
        reference.size(),
        floorPoints.size(),
        known().size(),
        options,
        spaces,
        inFeatures.noisy,
        inFeatures.classes,
        memorisation,
        modes == null ? null : modes(modes, samples, floorPoints, gaussian),
        extras.trained == null ? null : extras.trained.exposure,
        conditional(new Conditions.Points(samples, reference, floorPoints), raw, inFeatures, steps),
        sound == null
            ? null
            : new SoundEvaluation(inFeatures.scale, ToneTest.of(samples, floorPoints, sound)));
  }

  /**
   * The figures that are measured in features alone.
   *
   * @param spaces one, or none without features
   * @param noisy see {@link Evaluation}; null for sounds
   * @param classes null unless a classifier made the features
   * @param scale empty unless the points are sounds
   * @param covers empty unless classes were asked for
   */
  private record InFeatures(
      List<SpaceEvaluation> spaces,
      @Nullable Estimate noisy,
      @Nullable ClassEvaluation classes,
      List<SoundEvaluation.Degree> scale,
      List<ConditionalEvaluation.ClassCover> covers) {
    static final InFeatures NONE = new InFeatures(List.of(), null, null, List.of(), List.of());
  }

  private InFeatures inFeatures(
      Features features,
      PointSet samples,
      PointSet floorPoints,
      PointSet gaussian,
      EvaluationSteps steps) {
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
    SpaceEvaluation space =
        new SpaceEvaluator(ofReference.points(), options, steps)
            .evaluate(
                Evaluation.FEATURES, ofSamples.points(), ofFloor.points(), ofGaussian.points());
    boolean sound = extras.sound != null;
    Estimate noisy = sound ? null : distanceOfNoisy(features, ofReference, floorPoints);
    List<SoundEvaluation.Degree> scale =
        sound ? scale(features, ofSamples, ofReference, floorPoints) : List.of();
    steps.step();
    ClassEvaluation classes =
        features instanceof Classifier classifier
            ? classes(classifier.classNames(), ofReference, ofSamples, ofFloor, ofGaussian)
            : null;
    return new InFeatures(
        List.of(space), noisy, classes, scale, covers(ofSamples, ofReference, ofFloor));
  }

  /** The distance of real points with noise, for comparison. */
  private Estimate distanceOfNoisy(Features features, Mapped ofReference, PointSet floorPoints) {
    PointSet noisy = map(features, noisy(floorPoints)).points();
    return Estimate.of(FrechetDistance.between(ofReference.points(), noisy));
  }

  /** The points whose copies are looked for. */
  private PointSet known() {
    return extras.trained == null ? training : extras.trained.points;
  }

  private Memorisation memorisation(RawSpace raw, PointSet samples, EvaluationSteps steps) {
    steps.stage("looking for memorised samples");
    PointSet heldOut = extras.trained == null ? reference : extras.trained.heldOut;
    PointSet known = raw.of(known());
    Memorisation memorisation =
        heldOut == null
            ? Memorisation.withoutHeldOut(raw.of(samples), known, options.queries(), raw.reduced())
            : Memorisation.of(
                raw.of(samples), known, raw.of(heldOut), options.queries(), raw.reduced());
    steps.step();
    return memorisation;
  }

  /** Recall and coverage of each class, if classes were asked for. */
  private List<ConditionalEvaluation.ClassCover> covers(
      Mapped ofSamples, Mapped ofReference, Mapped ofFloor) {
    return extras.judged == null
        ? List.of()
        : extras.judged.conditions.covers(
            new Conditions.Points(ofSamples.points(), ofReference.points(), ofFloor.points()),
            options.k());
  }

  private @Nullable ConditionalEvaluation conditional(
      Conditions.Points points, RawSpace space, InFeatures inFeatures, EvaluationSteps steps) {
    Judged judged = extras.judged;
    if (judged == null) {
      return null;
    }
    steps.stage("recognising the asked-for classes");
    return judged.conditions.evaluate(judged.classifiers, points, space, inFeatures.covers);
  }

  /** Distances from all training clips: of samples, other real clips, and clips made worse. */
  private List<SoundEvaluation.Degree> scale(
      Features features, Mapped ofSamples, Mapped ofReference, PointSet floorPoints) {
    PointSet all = map(features, training).points();
    Map<String, PointSet> sets = new LinkedHashMap<>();
    sets.put("samples ↓", ofSamples.points());
    sets.put("reference clips", ofReference.points());
    for (int decibels : new int[] {20, 10}) {
      sets.put(
          "training clips with noise at %s dB".formatted(decibels),
          map(features, DegradedSounds.noisy(floorPoints, decibels, options.seed())).points());
    }
    sets.put(
        "training clips of 5 bits",
        map(features, DegradedSounds.quantised(floorPoints, 5)).points());
    return sets.entrySet().stream()
        .map(
            set ->
                new SoundEvaluation.Degree(
                    set.getKey(), FrechetDistance.between(set.getValue(), all)))
        .toList();
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
