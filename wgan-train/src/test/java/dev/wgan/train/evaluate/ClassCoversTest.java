package dev.wgan.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.train.evaluate.ConditionalEvaluation.ClassCover;
import dev.wgan.train.evaluate.ConditionalEvaluation.Cover;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassCoversTest {
  private static final int N = 300;
  private static final List<String> NAMES = List.of("near", "far", "unseen");

  /** Class 0 about the origin, class 1 a hundred away; no point is of class 2. */
  private static PointSet twoClasses(long seed) {
    PointSet points = Gaussians.standard(N, 3, seed);
    float[] values = points.toArray();
    for (int i = 1; i < N; i += 2) {
      values[3 * i] += 100;
    }
    return PointSet.of(values, 3);
  }

  private static List<Integer> labels() {
    return IntStream.range(0, N).mapToObj(i -> i % 2).toList();
  }

  private static List<ClassCover> covers(PointSet samples) {
    return ClassCovers.of(
        new Conditions.Points(samples, twoClasses(2), twoClasses(3)), labels(), NAMES, 5);
  }

  /** The classes' figures, weighed by their sizes, are those of all points. */
  @Test
  void theMeanOverTheClassesIsTheFigureOfAllPoints() {
    PointSet samples = twoClasses(1);
    NeighbourMetrics all = NeighbourMetrics.between(twoClasses(2), samples, 5);
    assertThat(mean(covers(samples), Cover::recall)).isCloseTo(all.recall().value(), within(1e-9));
    assertThat(mean(covers(samples), Cover::coverage))
        .isCloseTo(all.coverage().value(), within(1e-9));
  }

  private static double mean(List<ClassCover> covers, ToDoubleFunction<Cover> share) {
    return covers.subList(0, 2).stream()
        .mapToDouble(cover -> share.applyAsDouble(cover.samples()))
        .average()
        .orElseThrow();
  }

  @Test
  void aClassThatTheSamplesLackIsNamed() {
    PointSet onlyNear = Gaussians.standard(N, 3, 1);
    List<ClassCover> covers = covers(onlyNear);
    assertThat(covers.get(0).samples().coverage()).isGreaterThan(0.95);
    assertThat(covers.get(1))
        .isEqualTo(new ClassCover("far", new Cover(0, 0), covers.get(1).real()));
    assertThat(covers.get(1).real().coverage()).isGreaterThan(0.9);
    assertThat(covers).hasSize(2); // "unseen" has no reference points
  }

  /** One sample of a class says nothing about its spread, and none is not "0 % recognised". */
  @Test
  void whatIsNotMeasuredIsADash() {
    PointSet points = twoClasses(1);
    List<Integer> one = new ArrayList<>(Collections.nCopies(N, 0));
    one.set(1, 1);
    ConditionalEvaluation evaluation =
        new Conditions(NAMES, one, labels(), labels())
            .evaluate(
                Map.of(),
                new Conditions.Points(points, points, points),
                RawSpace.of(null, null),
                List.of());
    assertThat(evaluation.classes().get(1).spread().samples()).isNaN();
    assertThat(evaluation.classes().get(1).spread().real()).isEqualTo(1);
    assertThat(evaluation.classes().get(2).spread().real()).isNaN();
    // the sum is over the class that has points in both sets
    assertThat(evaluation.spread().samples())
        .isEqualTo(evaluation.classes().get(0).spread().samples());
    assertThat(Wording.number(Double.NaN)).isEqualTo("–");
    assertThat(Wording.percent(Double.NaN)).isEqualTo("–");
  }

  private record Itself() implements Features {
    @Override
    public int dimension() {
      return 3;
    }

    @Override
    public float[] of(float[] points, int n) {
      return points.clone();
    }
  }

  @Test
  void anEvaluationPrintsThemAndReadsThoseOfEarlierVersions() {
    Evaluation evaluation =
        Evaluator.of(twoClasses(2), twoClasses(3), twoClasses(4), EvaluationOptions.defaults(1))
            .withFeatures(new Itself())
            .withConditions(new Conditions(NAMES, labels(), labels(), labels()), Map.of())
            .evaluate(Gaussians.standard(N, 3, 1));
    assertThat(EvaluationTable.text(evaluation))
        .containsPattern(
            "coverage in features, by class ↑\\R  near +(1|0\\.9\\d+) +\\d.*\\R  far +0\\.0000 +");
    String json = EvaluationJson.write(evaluation);
    assertThat(EvaluationJson.read(json)).isEqualTo(evaluation);
    String earlier = json.replaceFirst("(?s),\\s*\"covers\" : \\[.*?\\}\\s*\\]", "");
    assertThat(earlier).doesNotContain("covers");
    assertThat(Objects.requireNonNull(EvaluationJson.read(earlier).conditional()).covers())
        .isEmpty();
  }
}
