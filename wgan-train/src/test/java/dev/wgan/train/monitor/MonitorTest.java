package dev.wgan.train.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.constraint.ArticleTerm;
import dev.wgan.train.constraint.GradientPenalty;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.constraint.OneSidedPenalty;
import dev.wgan.train.constraint.SpectralNormalization;
import dev.wgan.train.constraint.WeightClipping;
import dev.wgan.train.monitor.Warning.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorTest {
  private static final LipschitzConstraint PENALTY = new GradientPenalty(10);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aGoodTrainingHasNoWarnings(long seed) {
    for (LipschitzConstraint constraint :
        List.of(PENALTY, new WeightClipping(0.01), new OneSidedPenalty(10), new ArticleTerm())) {
      Curves good = new Curves(seed);
      assertThat(good.warnings(constraint)).as("under %s", constraint).isEmpty();
    }
  }

  @Test
  void aCriticWhoseEstimateIsNotPositiveIsBehind() {
    Curves curves = new Curves(1);
    curves.wasserstein = i -> i < 100 ? 2 : i < 150 ? -2 : 2;
    List<Warning> warnings = curves.warnings(PENALTY);
    assertThat(warnings).extracting(Warning::kind).containsExactly(Kind.CRITIC_BEHIND);
    assertThat(warnings.get(0).step()).isBetween(10_000L, 11_200L);
    assertThat(warnings.get(0).message())
        .startsWith("the critic has not converged: its Wasserstein estimate is -")
        .endsWith(", not positive; raise critic_iterations (now 5), or set critic_boost");
  }

  @Test
  void whatComesBackIsToldAgain() {
    Curves curves = new Curves(1);
    curves.wasserstein = i -> i % 60 < 40 ? 4 : -8;
    assertThat(curves.warnings(PENALTY))
        .extracting(Warning::kind)
        .containsExactly(Kind.CRITIC_BEHIND, Kind.CRITIC_BEHIND, Kind.CRITIC_BEHIND);
  }

  @Test
  void anEstimateBelowTheSlicedDistanceIsNoConvergedCritics() {
    Curves curves = new Curves(1);
    curves.wasserstein = i -> 0.1;
    curves.noise = 0.02;
    curves.criterion = i -> 0.3;
    assertThat(curves.warnings(PENALTY))
        .singleElement()
        .satisfies(warning -> assertThat(warning.kind()).isEqualTo(Kind.CRITIC_BEHIND))
        .extracting(Warning::message)
        .asString()
        .contains("is below the sliced distance of the samples, 0.300, which is a lower bound");
    assertThat(curves.warnings(new SpectralNormalization(1)))
        .as("the scale of whose estimate is unknown")
        .isEmpty();
    curves.criterion = i -> i < 100 ? 1 : 0.3;
    curves.wasserstein = i -> i < 100 ? 2 : 0.1;
    assertThat(curves.warnings(PENALTY)).as("samples near the data").isEmpty();
  }

  @Test
  void aCriticThatKnowsItsSamplesOverfits() {
    Curves curves = new Curves(1);
    curves.heldOut = i -> i < 120 ? curves.wasserstein.applyAsDouble(i) : 0.2;
    List<Warning> warnings = curves.warnings(PENALTY);
    assertThat(warnings).extracting(Warning::kind).containsExactly(Kind.CRITIC_OVERFITTING);
    assertThat(warnings.get(0).message())
        .contains("on training samples", "on held-out ones")
        .contains("more data", "flip", "dropout", "lower width");
    assertThat(warnings.get(0).step()).isBetween(12_000L, 13_500L);
  }

  @Test
  void scatterOfHeldOutEstimatesIsNoOverfitting() {
    int alarms = 0;
    for (int seed = 0; seed < 100; seed++) {
      Curves curves = new Curves(seed);
      curves.wasserstein = i -> 0.2;
      curves.heldOut = i -> 0.2;
      curves.criterion = i -> 0.1;
      alarms += curves.warnings(PENALTY).isEmpty() ? 0 : 1;
    }
    assertThat(alarms).isLessThanOrEqualTo(5);
  }

  @Test
  void aGeneratorOfOneSampleHasCollapsed() {
    Curves curves = new Curves(1);
    curves.diversity = i -> i < 80 ? 0.8 : 0.05;
    assertThat(curves.warnings(new WeightClipping(0.01)))
        .singleElement()
        .satisfies(warning -> assertThat(warning.step()).isEqualTo(8200))
        .extracting(Warning::message)
        .asString()
        .startsWith("the generator has collapsed: the diversity of its samples is 0.0")
        .contains("lower generator_learning_rate (now 1.0E-4)");
    curves.diversity = i -> i < 15 ? 0.02 : 0.8;
    assertThat(curves.warnings(PENALTY)).as("a new generator").isEmpty();
  }

  @Test
  void aTermThatOnlyGrowsMeansScoresThatDiverge() {
    Curves curves = new Curves(1);
    curves.term = i -> 0.03 + 0.001 * i;
    assertThat(curves.warnings(new ArticleTerm()))
        .singleElement()
        .satisfies(warning -> assertThat(warning.kind()).isEqualTo(Kind.SCORES_DIVERGING))
        .extracting(Warning::message)
        .asString()
        .contains("article_term bounds nothing")
        .contains("gradient_penalty");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 1})
  void anEstimateThatGrowsWithoutBoundDiverges(double sign) {
    Curves curves = new Curves(1);
    curves.wasserstein = i -> sign * Math.exp(i / 30.0);
    curves.heldOut = curves.wasserstein;
    assertThat(curves.warnings(PENALTY)).extracting(Warning::kind).contains(Kind.SCORES_DIVERGING);
  }

  @Test
  void slopesFarFromOneAreToldWhereAPenaltyPullsThemThere() {
    Curves curves = new Curves(1);
    curves.gradientNorm = i -> 3;
    assertThat(curves.warnings(PENALTY))
        .extracting(Warning::kind)
        .containsExactly(Kind.GRADIENT_NORM);
    assertThat(curves.warnings(new OneSidedPenalty(10)))
        .extracting(Warning::kind)
        .containsExactly(Kind.GRADIENT_NORM);
    assertThat(curves.warnings(new WeightClipping(0.01))).isEmpty();
    curves.gradientNorm = i -> 0.2;
    assertThat(curves.warnings(PENALTY))
        .extracting(Warning::kind)
        .containsExactly(Kind.GRADIENT_NORM);
    assertThat(curves.warnings(new OneSidedPenalty(10))).isEmpty();
  }

  @Test
  void aClippedCriticCanBeTooFlat() {
    Curves curves = new Curves(1);
    curves.wasserstein = i -> 1e-7;
    curves.noise = 0;
    curves.heldOut = curves.wasserstein;
    assertThat(curves.warnings(new WeightClipping(1e-4)))
        .singleElement()
        .extracting(Warning::message)
        .asString()
        .contains("too flat to learn from", "raise constraint.clip");
  }

  @Test
  void replayingSomeRowsAndGoingOnIsAsWithoutABreak() {
    Curves curves = new Curves(3);
    curves.heldOut = i -> i % 70 < 40 ? 2 : 0.1;
    curves.diversity = i -> i % 50 < 30 ? 0.8 : 0.05;
    TrainingConfig config = Configs.of("wgan-gp", PENALTY);
    List<Measurement> rows = curves.rows(config);
    List<Warning> whole = Monitor.replay(config, rows).warnings();
    assertThat(whole).hasSizeGreaterThan(4);
    for (int cut = 0; cut <= rows.size(); cut++) {
      Monitor resumed = Monitor.replay(config, rows.subList(0, cut));
      if (cut < rows.size()) {
        assertThat(resumed.smooth(rows.get(cut).wasserstein())).isEqualTo(rows.get(cut).smoothed());
      }
      rows.subList(cut, rows.size()).forEach(resumed::add);
      assertThat(resumed.warnings()).isEqualTo(whole);
    }
  }

  @Test
  void theAverageStartsAtTheFirstEstimateAndForgetsIt() {
    Monitor monitor = Monitor.of(Configs.of("wgan-gp", PENALTY));
    double[] estimates = {8, 2, 2, 2};
    double[] expected = {8, 7.4, 6.86, 6.374};
    for (int i = 0; i < 4; i++) {
      double smoothed = monitor.smooth(estimates[i]);
      assertThat(smoothed).isEqualTo(expected[i], within(1e-12));
      monitor.add(new Curves(1).row(i + 1, estimates[i], smoothed));
    }
  }

  /** A user who follows one advice must not be told the opposite later. */
  @Test
  void noKeyIsToBeRaisedAndLowered() throws IOException {
    String source = Files.readString(Path.of("src/main/java/dev/wgan/train/monitor/Symptoms.java"));
    Map<String, Set<String>> directions = new TreeMap<>();
    Matcher advice = Pattern.compile("(raise|lower) (?:the )?([a-z_.]+)(?=[ \",])").matcher(source);
    while (advice.find()) {
      directions.computeIfAbsent(advice.group(2), key -> new TreeSet<>()).add(advice.group(1));
    }
    assertThat(directions)
        .containsKeys("critic_iterations", "critic_learning_rate", "generator_learning_rate")
        .allSatisfy((key, ways) -> assertThat(ways).as(key).hasSize(1));
  }

  @Test
  void noNumberIsNoWarning() {
    Curves curves = new Curves(1);
    IntToDoubleFunction none = i -> Double.NaN;
    curves.wasserstein = none;
    curves.heldOut = none;
    curves.diversity = none;
    curves.gradientNorm = none;
    curves.criterion = none;
    assertThat(curves.warnings(PENALTY)).isEmpty();
  }

  /** The curves of a training that goes well, to be spoilt one by one. */
  private static final class Curves {
    IntToDoubleFunction wasserstein = i -> 10 * (1 - Math.exp(-i / 3.0)) * Math.exp(-i / 50.0) + 2;
    IntToDoubleFunction heldOut = i -> wasserstein.applyAsDouble(i);
    IntToDoubleFunction diversity = i -> 0.9 * (1 - Math.exp(-i / 20.0)) + 0.05;
    IntToDoubleFunction gradientNorm = i -> 1.05;
    IntToDoubleFunction criterion = i -> 0.03 + 0.3 * Math.exp(-i / 30.0);
    IntToDoubleFunction term = i -> 0.1;
    double noise = 0.1;
    private final SplittableRandom random;

    Curves(long seed) {
      random = new SplittableRandom(seed);
    }

    List<Warning> warnings(LipschitzConstraint constraint) {
      TrainingConfig config = Configs.of("made up", constraint);
      return Monitor.replay(config, rows(config)).warnings();
    }

    List<Measurement> rows(TrainingConfig config) {
      Monitor monitor = Monitor.of(config);
      List<Measurement> rows = new ArrayList<>();
      for (int i = 1; i <= 200; i++) {
        double estimate = wasserstein.applyAsDouble(i) + scatter();
        rows.add(row(i, estimate, monitor.smooth(estimate)));
        monitor.add(rows.get(i - 1));
      }
      return rows;
    }

    Measurement row(int i, double estimate, double smoothed) {
      return new Measurement(
          100L * i,
          500L * i,
          -estimate,
          30 * Math.sin(i / 20.0),
          estimate,
          smoothed,
          OptionalDouble.of(heldOut.applyAsDouble(i) + 2 * scatter()),
          term.applyAsDouble(i),
          gradientNorm.applyAsDouble(i) + scatter(),
          diversity.applyAsDouble(i) + scatter() / 10,
          i % 10 == 0 ? OptionalDouble.of(criterion.applyAsDouble(i)) : OptionalDouble.empty(),
          i);
    }

    private double scatter() {
      return noise * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
    }
  }
}
