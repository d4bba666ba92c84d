package dev.wgan.train.report;

import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.monitor.Measurement;
import java.util.ArrayList;
import java.util.List;

/**
 * Which curves a run has, and how each is to be read.
 *
 * <p>Thread-safe: there is no state.
 */
final class Curves {
  private Curves() {}

  /**
   * A chart and what stands below it.
   *
   * @param title what it shows
   * @param caption how it is to be read
   * @param lines its lines
   */
  record Curve(String title, String caption, List<Line> lines) {
    boolean empty() {
      return lines.stream().allMatch(line -> line.points().isEmpty());
    }
  }

  /** The curves that have at least one point. */
  static List<Curve> of(List<Measurement> rows, LipschitzConstraint constraint) {
    List<Curve> curves = new ArrayList<>();
    curves.add(
        new Curve(
            "Wasserstein estimate",
            "Mean critic score of real samples minus that of generated ones: positive, and towards"
                + " 0 as the samples become like the data. "
                + constraint.estimateCaption()
                + " Held-out well below training: the critic knows its training samples by heart.",
            List.of(
                Line.of("training batches", Line.Role.FAINT, rows, Measurement::wasserstein),
                Line.ofPresent("held-out", Line.Role.OTHER, rows, Measurement::heldOut),
                Line.of("training, smoothed", Line.Role.MAIN, rows, Measurement::smoothed))));
    curves.add(
        new Curve(
            "Sliced Wasserstein distance",
            "Between generated and held-out samples, by sorting random projections: it does not"
                + " ask the critic. Lower is better; the best checkpoint is chosen by it.",
            List.of(Line.ofPresent("criterion", Line.Role.MAIN, rows, Measurement::criterion))));
    curves.add(
        new Curve(
            "Losses",
            "The critic's is minus the estimate, plus the constraint's term. The generator's is"
                + " minus the mean score of its samples; the zero of the scores drifts freely, so"
                + " its height says nothing.",
            List.of(
                Line.of("generator", Line.Role.OTHER, rows, Measurement::generatorLoss),
                Line.of("critic", Line.Role.MAIN, rows, Measurement::criticLoss))));
    curves.add(
        new Curve(
            "Diversity",
            "Mean distance between the samples of a fixed batch of latents, over that between"
                + " samples of the data: 1 is as diverse as the data, 0 is a generator that has"
                + " collapsed to one sample.",
            List.of(Line.of("diversity", Line.Role.MAIN, rows, Measurement::diversity))));
    if (constraint.interpolates()) {
      curves.add(
          new Curve(
              "Gradient norm of the critic",
              "At random points between real and generated samples. "
                  + constraint.normTarget().caption(),
              List.of(Line.of("mean norm", Line.Role.MAIN, rows, Measurement::gradientNorm))));
    }
    if (constraint.addsTerm()) {
      curves.add(
          new Curve(
              "Term of the constraint",
              "What the Lipschitz constraint adds to the critic's loss, its weight included.",
              List.of(Line.of("term", Line.Role.MAIN, rows, Measurement::term))));
    }
    return curves.stream().filter(curve -> !curve.empty()).toList();
  }
}
