package dev.wgan.train.report;

import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.constraint.NormPoints;
import dev.wgan.train.monitor.Measurement;
import dev.wgan.train.page.Chart;
import dev.wgan.train.page.Line;
import dev.wgan.train.page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The curves of a run, each with an explanation.
 *
 * <p>Thread-safe: there is no state.
 */
final class Curves {
  private Curves() {}

  static Optional<Section> section(Run run) {
    List<Chart> curves = of(run.rows(), run.config());
    return curves.isEmpty() ? Optional.empty() : Optional.of(Section.ofCharts("Curves", curves));
  }

  /** The curves that have at least one point. */
  static List<Chart> of(List<Measurement> rows, TrainingConfig config) {
    LipschitzConstraint constraint = config.constraint();
    List<Chart> curves = new ArrayList<>();
    curves.add(
        chart(
            "Wasserstein estimate",
            "The critic's mean score of real samples minus its mean score of generated samples."
                + " It is positive and approaches 0 as the samples become like the data. "
                + constraint.estimateCaption()
                + " If the held-out line is far below the training line, the critic has memorised its"
                + " training samples.",
            List.of(
                line("training batches", Line.Role.FAINT, rows, Measurement::wasserstein),
                linePresent("held-out", Line.Role.OTHER, rows, Measurement::heldOut),
                line("training, smoothed", Line.Role.MAIN, rows, Measurement::smoothed))));
    curves.add(
        chart(
            Criterion.of(config).title(),
            Criterion.of(config).caption(),
            List.of(linePresent("criterion", Line.Role.MAIN, rows, Measurement::criterion))));
    curves.add(
        chart(
            "Losses",
            "The critic's loss is minus the Wasserstein estimate, plus the constraint's term. The"
                + " generator's loss is minus the mean score of its samples. The zero of the scores"
                + " drifts freely, so the height of the generator's loss means nothing.",
            List.of(
                line("generator", Line.Role.OTHER, rows, Measurement::generatorLoss),
                line("critic", Line.Role.MAIN, rows, Measurement::criticLoss))));
    curves.add(
        chart(
            "Diversity",
            "The mean distance between the samples of a fixed batch of latents, divided by the"
                + " mean distance between samples of the data. At 1, samples are as diverse as the"
                + " data; at 0, the generator has collapsed to one sample.",
            List.of(line("diversity", Line.Role.MAIN, rows, Measurement::diversity))));
    if (constraint.points() != NormPoints.NONE) {
      curves.add(
          chart(
              "Gradient norm of the critic",
              constraint.points().caption() + " " + constraint.normTarget().caption(),
              List.of(line("mean norm", Line.Role.MAIN, rows, Measurement::gradientNorm))));
    }
    if (constraint.addsTerm()) {
      curves.add(
          chart(
              "Term of the constraint",
              "The amount that the Lipschitz constraint adds to the critic's loss, including its"
                  + " weight.",
              List.of(line("term", Line.Role.MAIN, rows, Measurement::term))));
    }
    return curves.stream().filter(chart -> !chart.isEmpty()).toList();
  }

  private static Chart chart(String title, String caption, List<Line> lines) {
    return new Chart(title, caption, "generator iterations", false, lines);
  }

  /** A value over the steps, without rows in which it is not finite. */
  private static Line line(
      String name, Line.Role role, List<Measurement> rows, ToDoubleFunction<Measurement> value) {
    return Line.of(name, role, rows, Measurement::step, value);
  }

  /** A value that some rows lack. */
  private static Line linePresent(
      String name,
      Line.Role role,
      List<Measurement> rows,
      Function<Measurement, OptionalDouble> value) {
    return line(name, role, rows, row -> value.apply(row).orElse(Double.NaN));
  }
}
