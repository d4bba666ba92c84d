package dev.wgan.train.evaluate;

import dev.wgan.train.evaluate.ReportPictures.PairView;
import dev.wgan.train.page.Image;
import dev.wgan.train.page.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tests whether a generator repeats its training data: distances of samples to their nearest
 * training points, compared with those of held-out points (Meehan, Chaudhuri and Dasgupta 2020, "A
 * Non-Parametric Test to Detect Data-Copying in Generative Models", section 3.1).
 *
 * <p>Immutable and thread-safe. O(n m d) time for n samples and m training points. The rank test
 * and the split test find generators that are drawn to training data as a whole; {@link CopyTest}
 * finds a few copies among samples that are otherwise new.
 *
 * @param samples quantiles of the samples' distances to their nearest training points
 * @param heldOut quantiles of the held-out points' distances to theirs; without held-out points,
 *     those of training points' distances to other training points
 * @param nearer the test of smaller distances of samples than of held-out points
 * @param seen the test of samples nearer to training points than to held-out ones; null without
 *     held-out points
 * @param verdict the verdict of the tests
 * @param pairs some samples with their nearest training points, the nearest pairs first
 * @param copies the test for copies; null in evaluations of earlier versions
 */
public record Memorisation(
    List<DistanceQuantile> samples,
    List<DistanceQuantile> heldOut,
    RankTest nearer,
    @Nullable SplitTest seen,
    Verdict verdict,
    List<Pair> pairs,
    @Nullable CopyTest copies) {
  /** A test's p-value below this counts as a finding: its probability of a false one. */
  public static final double SIGNIFICANCE = 0.01;

  private static final double[] PROBABILITIES = {0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1};
  private static final int PAIRS = 12;

  /** The verdict of the tests. */
  public enum Verdict {
    /** No test found anything, which excludes only what the tests have the power to find. */
    NOTHING_FOUND,
    /**
     * Samples are nearer to training points than held-out points are, but just as near to held-out
     * points: they are smoother or more typical than data.
     */
    NEARER_TO_ALL_DATA,
    /**
     * Samples are nearer to training points than those are to each other; without held-out points,
     * smooth samples and memorised ones cannot be told apart.
     */
    NEARER_WITHOUT_HELD_OUT,
    /** Samples are nearer to training points than to held-out points: memorised to a degree. */
    NEARER_TO_TRAINING_DATA,
    /** More samples are copies of training points than chance explains. */
    COPIES
  }

  /**
   * A quantile of distances.
   *
   * @param probability which quantile, 0 for the least to 1 for the greatest
   * @param distance the distance
   */
  public record DistanceQuantile(double probability, double distance) {}

  /**
   * A sample and the training point nearest to it.
   *
   * @param sample index of the sample
   * @param training index of the training point
   * @param distance their Euclidean distance
   */
  public record Pair(int sample, int training, double distance) {}

  /** Copies the lists. */
  public Memorisation {
    samples = List.copyOf(samples);
    heldOut = List.copyOf(heldOut);
    pairs = List.copyOf(pairs);
  }

  /**
   * Looks for memorised points.
   *
   * @param samples 20 samples or more
   * @param training the points that the generator was trained on
   * @param heldOut 20 points or more of the same distribution as the training points, which the
   *     generator was not trained on
   * @param queries the largest number of samples and of held-out points whose neighbours are
   *     searched
   * @return the result
   * @throws EvaluationException if there are too few points, or their dimensions differ
   */
  public static Memorisation of(
      PointSet samples, PointSet training, PointSet heldOut, int queries) {
    return of(samples, training, heldOut, queries, null);
  }

  /**
   * Looks for memorised images, which may be mirrored or shifted.
   *
   * @param samples 20 samples or more
   * @param training the images that the generator was trained on
   * @param heldOut 20 images or more of the same distribution as the training images, which the
   *     generator was not trained on
   * @param queries the largest number of samples and of held-out images whose neighbours are
   *     searched
   * @param shape of an image; null for points that are not images
   * @return the result
   * @throws EvaluationException if there are too few points, or their dimensions differ
   */
  public static Memorisation of(
      PointSet samples,
      PointSet training,
      PointSet heldOut,
      int queries,
      @Nullable ImageShape shape) {
    PointSet asked = samples.first(queries);
    NearestTraining nearest = NearestTraining.of(asked, training, shape);
    NearestTraining controls = NearestTraining.of(heldOut.first(queries), training, shape);
    SplitTest seen =
        SplitTest.of(
            NearestNeighbours.among(asked, training, 1),
            training.size(),
            NearestNeighbours.among(asked, heldOut, 1),
            heldOut.size());
    return of(nearest, controls, seen, shape);
  }

  /**
   * Looks for memorised points where no points were held out: training points, each compared with
   * the other ones, take the place of held-out points.
   *
   * @param samples 20 samples or more
   * @param training 20 points or more, those that the generator was trained on
   * @param queries the largest number of samples and of training points whose neighbours are
   *     searched
   * @param shape of an image; null for points that are not images
   * @return the result
   * @throws EvaluationException if there are too few points, or their dimensions differ
   */
  public static Memorisation withoutHeldOut(
      PointSet samples, PointSet training, int queries, @Nullable ImageShape shape) {
    training.checkSize(2, "a search for their nearest others");
    NearestTraining nearest = NearestTraining.of(samples.first(queries), training, shape);
    return of(nearest, NearestTraining.within(training, queries, shape), null, shape);
  }

  /**
   * Returns the results in words.
   *
   * @param training whether the points whose copies were looked for are known to be those that the
   *     generator was trained on
   * @return the verdict, the counts of copies with the power of the search, and the rank test
   */
  public List<String> sentences(boolean training) {
    MemorisationWording wording = MemorisationWording.withoutHeldOut(this, training);
    List<String> sentences = new ArrayList<>(List.of(wording.verdict()));
    sentences.addAll(wording.copies());
    sentences.add(wording.rankTest());
    return sentences;
  }

  /**
   * Returns the results as a section of a page.
   *
   * @param training whether the points whose copies were looked for are known to be those that the
   *     generator was trained on
   * @param pictures a picture of each of the {@link #pairs}, the sample above; empty for none
   * @return the section
   */
  public Section section(boolean training, List<Image> pictures) {
    List<PairView> views =
        IntStream.range(0, pictures.size())
            .mapToObj(i -> new PairView(pictures.get(i), Wording.number(pairs.get(i).distance())))
            .toList();
    return MemorisationView.of(this, MemorisationWording.withoutHeldOut(this, training), views)
        .section();
  }

  private static Memorisation of(
      NearestTraining nearest,
      NearestTraining controls,
      @Nullable SplitTest seen,
      @Nullable ImageShape shape) {
    RankTest nearer = RankTest.of(nearest.plain(), controls.plain());
    CopyTest copies = CopyTest.of(nearest, controls, shape != null && ShiftedImages.suits(shape));
    return new Memorisation(
        quantiles(nearest),
        quantiles(controls),
        nearer,
        seen,
        verdict(nearer, seen, copies),
        pairs(nearest),
        copies);
  }

  private static Verdict verdict(RankTest nearer, @Nullable SplitTest seen, CopyTest copies) {
    if (copies.found()) {
      return Verdict.COPIES;
    }
    if (seen != null && seen.pValue() < SIGNIFICANCE) {
      return Verdict.NEARER_TO_TRAINING_DATA;
    }
    if (nearer.pValue() >= SIGNIFICANCE) {
      return Verdict.NOTHING_FOUND;
    }
    return seen == null ? Verdict.NEARER_WITHOUT_HELD_OUT : Verdict.NEARER_TO_ALL_DATA;
  }

  private static List<DistanceQuantile> quantiles(NearestTraining nearest) {
    double[] sorted = nearest.plain();
    Arrays.sort(sorted);
    return Arrays.stream(PROBABILITIES)
        .mapToObj(p -> new DistanceQuantile(p, Quantiles.of(sorted, p)))
        .toList();
  }

  /** The nearest pairs, then as many spread evenly over the samples. */
  private static List<Pair> pairs(NearestTraining nearest) {
    IntStream closest =
        IntStream.range(0, nearest.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> nearest.distance(i)))
            .limit(PAIRS)
            .mapToInt(Integer::intValue);
    int step = Math.max(1, nearest.size() / PAIRS);
    IntStream spread = IntStream.range(0, PAIRS).map(i -> i * step).filter(i -> i < nearest.size());
    return IntStream.concat(closest, spread)
        .distinct()
        .mapToObj(i -> new Pair(i, nearest.index(i), nearest.distance(i)))
        .toList();
  }
}
