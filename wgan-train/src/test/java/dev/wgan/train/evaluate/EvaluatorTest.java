package dev.wgan.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.train.page.SelfContained;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private static final int SIDE = 6;
  private static final EvaluationOptions OPTIONS = new EvaluationOptions(5, 32, 20, 8, 200, 200, 7);
  private static final PointSet TRAINING = images(600, 1);
  private static final PointSet FLOOR = images(300, 2);
  private static final PointSet REFERENCE = images(300, 3);
  private static final Evaluator EVALUATOR =
      Evaluator.of(REFERENCE, FLOOR, TRAINING, OPTIONS).withFeatures(new LeftOrRight());
  private static final PointSet SAMPLES = images(300, 4);
  private static final Evaluation EVALUATION = EVALUATOR.evaluate(SAMPLES);

  /** Noise with a bright half, left or right: what a Gaussian cannot be. */
  private static PointSet images(int n, long seed) {
    float[] values = Gaussians.standard(n, SIDE * SIDE, seed).toArray();
    for (int k = 0; k < values.length; k++) {
      int image = k / (SIDE * SIDE);
      boolean left = k % SIDE < SIDE / 2;
      values[k] = 0.1f * values[k] + (left == (image % 2 == 0) ? 0.5f : -0.5f);
    }
    return PointSet.of(values, SIDE * SIDE);
  }

  private static final class LeftOrRight implements Classifier {
    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public List<String> classNames() {
      return List.of("left", "<right>");
    }

    @Override
    public Classified classify(float[] points, int n) {
      float[] features = new float[2 * n];
      int[] labels = new int[n];
      for (int k = 0; k < points.length; k++) {
        int image = k / (SIDE * SIDE);
        features[2 * image + (k % SIDE < SIDE / 2 ? 0 : 1)] += points[k];
      }
      for (int i = 0; i < n; i++) {
        labels[i] = features[2 * i] > features[2 * i + 1] ? 0 : 1;
      }
      return Classified.of(features, labels);
    }
  }

  @Test
  void samplesOfTheDataReachTheFloorAndBeatTheGaussian() {
    for (String space : List.of(Evaluation.RAW, Evaluation.FEATURES)) {
      Comparison coverage = EVALUATION.space(space).get(Metric.COVERAGE);
      assertThat(coverage.samples().value()).isGreaterThan(0.9);
      assertThat(coverage.floor().value()).isGreaterThan(0.9);
      Comparison sliced = EVALUATION.space(space).get(Metric.SLICED_WASSERSTEIN);
      assertThat(sliced.gaussian().value()).isGreaterThan(2 * sliced.samples().value());
    }
    assertThat(EVALUATION.spaces().get(1).dimension()).isEqualTo(2);
    assertThat(EVALUATION.memorisation().verdict()).isEqualTo(Memorisation.Verdict.NOTHING_FOUND);
    ClassEvaluation classes = Objects.requireNonNull(EVALUATION.classes());
    assertThat(classes.shares().get(0).samples()).isEqualTo(0.5);
    assertThat(classes.shares().get(1).examples()).startsWith(1, 3, 5).hasSize(10);
    assertThat(classes.divergence().samples().value()).isZero();
  }

  @Test
  void nothingIsCalledHeldOutUnlessItIsKnownToBe() {
    assertThat(EVALUATION.exposure()).isNull();
    assertThat(EvaluationTable.text(EVALUATION))
        .contains("It is not known whether the reference points were seen in training.")
        .doesNotContain("held-out");
    Evaluation known =
        EVALUATOR.withTraining(Exposure.NOT_SEEN, TRAINING, REFERENCE).evaluate(SAMPLES);
    assertThat(EvaluationTable.text(known))
        .contains("The reference points were not seen in training.")
        .contains("points of held-out data");
    Evaluation seen = EVALUATOR.withTraining(Exposure.SEEN, REFERENCE, null).evaluate(SAMPLES);
    assertThat(EvaluationTable.text(seen))
        .contains("The reference points were seen in training")
        .contains("points of other training data");
    assertThat(EvaluationJson.read(EvaluationJson.write(seen))).isEqualTo(seen);
  }

  /** Counted to the last step, in features and without, so that a time left is known. */
  @Test
  void reportsEveryStep() {
    assertStepsOf(EVALUATOR);
    assertStepsOf(Evaluator.of(REFERENCE, FLOOR, TRAINING, OPTIONS));
  }

  private static void assertStepsOf(Evaluator evaluator) {
    List<Long> steps = new ArrayList<>();
    Set<Long> totals = new HashSet<>();
    List<String> stages = new ArrayList<>();
    evaluator
        .listen(
            new EvaluationListener() {
              @Override
              public void stage(String name) {
                stages.add(name);
              }

              @Override
              public void step(long done, long total) {
                steps.add(done);
                totals.add(total);
              }
            })
        .evaluate(SAMPLES);
    assertThat(stages).contains("measuring in raw values", "looking for memorised samples");
    assertThat(totals).hasSize(1);
    long total = totals.iterator().next();
    assertThat(total).isGreaterThan(3L * OPTIONS.halves());
    assertThat(steps).isEqualTo(LongStream.rangeClosed(0, total).boxed().toList());
  }

  @Test
  void everyMetricIsMeasuredInEverySpace() {
    for (SpaceEvaluation space : EVALUATION.spaces()) {
      assertThat(space.metrics())
          .extracting(Comparison::metric)
          .containsExactly(
              Metric.FRECHET_DISTANCE,
              Metric.FRECHET_DISTANCE_EXTRAPOLATED,
              Metric.PRECISION,
              Metric.RECALL,
              Metric.DENSITY,
              Metric.COVERAGE,
              Metric.SLICED_WASSERSTEIN,
              Metric.EXACT_WASSERSTEIN);
      assertThat(space.metrics()).allMatch(c -> c.samples().interval() != null);
    }
  }

  @Test
  void metricsAgreeWithThoseMeasuredAlone() {
    SpaceEvaluation raw = EVALUATION.space(Evaluation.RAW);
    assertThat(raw.get(Metric.FRECHET_DISTANCE).samples().value())
        .isEqualTo(FrechetDistance.between(REFERENCE, SAMPLES));
    assertThat(raw.get(Metric.SLICED_WASSERSTEIN).floor().value())
        .isEqualTo(SlicedWasserstein.between(REFERENCE, FLOOR, 32, 7));
    assertThat(raw.get(Metric.EXACT_WASSERSTEIN).samples().value())
        .isEqualTo(ExactWasserstein.between(REFERENCE.first(200), SAMPLES.first(200)));
    assertThat(raw.get(Metric.RECALL).samples().value())
        .isEqualTo(NeighbourMetrics.between(REFERENCE, SAMPLES, 5).recall().value());
  }

  @Test
  void repeatsItselfAndSurvivesJson() {
    assertThat(EVALUATOR.evaluate(SAMPLES)).isEqualTo(EVALUATION);
    String json = EvaluationJson.write(EVALUATION);
    assertThat(json).contains("\"metric\" : \"COVERAGE\"").doesNotContain("modes");
    assertThat(EvaluationJson.read(json)).isEqualTo(EVALUATION);
    assertThatThrownBy(() -> EvaluationJson.read("{\"samples\":}"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("this is not an evaluation: ");
  }

  @Test
  void tableIsAligned() {
    List<String> lines = EvaluationTable.text(EVALUATION).lines().toList();
    int column = lines.get(0).indexOf("samples");
    assertThat(lines.get(1)).isEqualTo("raw values, dimension 36");
    for (String line : lines.subList(2, 10)) {
      assertThat(line.charAt(column)).isNotEqualTo(' ');
      assertThat(line.charAt(column - 1)).isEqualTo(' ');
    }
    assertThat(lines).anyMatch(line -> line.startsWith("  <right>") && line.contains("50.0 %"));
    assertThat(lines).contains("  " + MemorisationWording.of(EVALUATION).verdict());
  }

  @Test
  void reportHoldsItsPicturesAndReachesForNothing() throws IOException {
    String html =
        EvaluationReport.of("a & b", EVALUATION)
            .withImages(SAMPLES, TRAINING, new ImageShape(1, SIDE, SIDE))
            .html();
    assertThat(html)
        .contains("<h1>a &amp; b</h1>", "&lt;right&gt;", "Fréchet distance", "</html>")
        .doesNotContain("http:", "https:", "<right>");
    SelfContained.require(html);
    Matcher pictures = Pattern.compile("data:image/png;base64,([^\"]+)").matcher(html);
    int count = 0;
    for (; pictures.find(); count++) {
      assertThat(
              ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(pictures.group(1)))))
          .isNotNull();
    }
    // The samples and those of each class, one picture each; each pair of neighbours.
    int examples =
        Objects.requireNonNull(EVALUATION.classes()).shares().stream()
            .mapToInt(share -> share.examples().size())
            .sum();
    assertThat(count)
        .isEqualTo(
            Math.min(160, SAMPLES.size()) + examples + EVALUATION.memorisation().pairs().size());
  }

  @Test
  void pointsInThePlaneHaveModesAndAPicture() {
    PointSet modes = PointSet.of(new float[] {-2, 0, 2, 0}, 2);
    PointSet training = mixture(modes, 400, 1);
    Evaluation evaluation =
        Evaluator.of(mixture(modes, 200, 2), mixture(modes, 200, 3), training, OPTIONS)
            .withModes(modes, 0.1)
            .evaluate(mixture(modes, 200, 4));
    ModeEvaluation coverage = Objects.requireNonNull(evaluation.modes());
    assertThat(coverage.samples().covered()).isEqualTo(2);
    assertThat(coverage.samples().highQuality().value()).isGreaterThan(0.95);
    assertThat(coverage.gaussian().highQuality().value()).isLessThan(0.5);
    assertThat(Objects.requireNonNull(coverage.samples().reverseDivergence()).value())
        .isLessThan(0.02);
    assertThat(EvaluationTable.text(evaluation)).contains("reverse KL ↓");
    assertThat(EvaluationTable.text(evaluation)).contains("2 of 2");
    assertThat(EvaluationJson.read(EvaluationJson.write(evaluation))).isEqualTo(evaluation);
    String html = EvaluationReport.of("ring", evaluation).withPoints(training, training).html();
    assertThat(html).contains("reverse KL");
    assertThat(html.split("<circle", -1)).hasSize(1 + 800);
  }

  private static PointSet mixture(PointSet modes, int n, long seed) {
    float[] values = Gaussians.standard(n, 2, seed).toArray();
    for (int k = 0; k < values.length; k++) {
      values[k] = 0.1f * values[k] + modes.get(k / 2 % modes.size(), k % 2);
    }
    return PointSet.of(values, 2);
  }

  @Test
  void refusesShapesThatThePointsAreNot() {
    EvaluationReport report = EvaluationReport.of("images", EVALUATION);
    assertThatThrownBy(() -> report.withImages(SAMPLES, TRAINING, new ImageShape(3, SIDE, SIDE)))
        .hasMessageStartingWith(
            "points of dimension %d are not images of %d values", SIDE * SIDE, 3 * SIDE * SIDE);
    assertThatThrownBy(() -> new ImageShape(2, 4, 4))
        .hasMessage("images of 2 channels, 4 x 4: expected 1 or 3 channels and a positive size");
  }

  @Test
  void refusesOptionsAndFeaturesThatDoNotFit() {
    assertThatThrownBy(() -> new EvaluationOptions(5, 32, 20, 8, 3000, 200, 7))
        .hasMessage("exactSize is 3000: expected 1 to 2000");
    Features wrong =
        new Features() {
          @Override
          public int dimension() {
            return 3;
          }

          @Override
          public float[] of(float[] points, int n) {
            return new float[n];
          }
        };
    Evaluator evaluator = Evaluator.of(REFERENCE, FLOOR, TRAINING, OPTIONS).withFeatures(wrong);
    assertThatThrownBy(() -> evaluator.evaluate(SAMPLES))
        .hasMessage("the features of 256 points are 256 values: expected 3 for each");
    assertThatThrownBy(() -> EVALUATION.space("pixels"))
        .hasMessage(
            "nothing was measured in the space 'pixels': expected one of [raw values, features]");
  }
}
