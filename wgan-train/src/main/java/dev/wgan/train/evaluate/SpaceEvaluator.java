package dev.wgan.train.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares samples, other real data and a fitted Gaussian with the reference set in one space.
 *
 * <p>Thread-safe: for one evaluation, whose steps it counts.
 */
final class SpaceEvaluator {
  /** Above this dimension, a covariance and its eigenvectors take minutes. */
  private static final int MAX_FRECHET_DIMENSION = 1024;

  /** Above this dimension, a Fréchet distance of each half takes too long. */
  private static final int MAX_FRECHET_INTERVAL_DIMENSION = 256;

  /** The number of halves of the exact distance, each of which is an assignment problem. */
  private static final int EXACT_HALVES = 40;

  /** Samples, other real data, a fitted Gaussian. */
  private static final int SETS = 3;

  /** Manifold, Fréchet distance, neighbours, sliced distance. */
  private static final int OTHER_STEPS = 4;

  private final PointSet reference;
  private final EvaluationOptions options;
  private final EvaluationSteps steps;
  private final Manifold manifold;

  SpaceEvaluator(PointSet reference, EvaluationOptions options, EvaluationSteps steps) {
    this.reference = reference;
    this.options = options;
    this.steps = steps;
    this.manifold = Manifold.of(reference, options.k(), options.halves(), options.seed());
    steps.step();
  }

  /** Returns how many steps the evaluation of one space has. */
  static long steps(EvaluationOptions options) {
    return 1 + SETS * (OTHER_STEPS + 1L + exactHalves(options));
  }

  private static int exactHalves(EvaluationOptions options) {
    return Math.min(options.halves(), EXACT_HALVES);
  }

  SpaceEvaluation evaluate(String name, PointSet samples, PointSet floor, PointSet gaussian) {
    List<Measured> ofSamples = measure(samples);
    List<Measured> ofFloor = measure(floor);
    List<Measured> ofGaussian = measure(gaussian);
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < ofSamples.size(); i++) {
      comparisons.add(
          new Comparison(
              ofSamples.get(i).metric(),
              ofSamples.get(i).estimate(),
              ofFloor.get(i).estimate(),
              ofGaussian.get(i).estimate()));
    }
    return new SpaceEvaluation(name, reference.dimension(), comparisons);
  }

  private record Measured(Metric metric, Estimate estimate) {}

  private List<Measured> measure(PointSet points) {
    List<Measured> measured = new ArrayList<>();
    Manifold ofPoints = Manifold.of(points, options.k(), options.halves(), options.seed() + 1);
    steps.step();
    if (points.dimension() <= MAX_FRECHET_DIMENSION) {
      addFrechet(points, ofPoints.halves(), measured);
    }
    steps.step();
    NeighbourMetrics neighbours = NeighbourMetrics.between(manifold, ofPoints);
    steps.step();
    measured.add(new Measured(Metric.PRECISION, neighbours.precision()));
    measured.add(new Measured(Metric.RECALL, neighbours.recall()));
    measured.add(new Measured(Metric.DENSITY, neighbours.density()));
    measured.add(new Measured(Metric.COVERAGE, neighbours.coverage()));
    measured.add(
        new Measured(
            Metric.SLICED_WASSERSTEIN,
            SlicedWasserstein.estimate(
                reference,
                manifold.halves(),
                points,
                ofPoints.halves(),
                options.directions(),
                options.seed())));
    steps.step();
    measured.add(new Measured(Metric.EXACT_WASSERSTEIN, exact(points)));
    return measured;
  }

  private void addFrechet(PointSet points, HalfSamples halves, List<Measured> measured) {
    if (points.dimension() > MAX_FRECHET_INTERVAL_DIMENSION) {
      Estimate plain = Estimate.of(FrechetDistance.between(reference, points));
      measured.add(new Measured(Metric.FRECHET_DISTANCE, plain));
      return;
    }
    FrechetDistance.Both both = FrechetDistance.both(reference, manifold.halves(), points, halves);
    measured.add(new Measured(Metric.FRECHET_DISTANCE, both.plain()));
    Estimate extrapolated = both.extrapolated();
    if (extrapolated != null) {
      measured.add(new Measured(Metric.FRECHET_DISTANCE_EXTRAPOLATED, extrapolated));
    }
  }

  private Estimate exact(PointSet points) {
    int n = Math.min(options.exactSize(), Math.min(reference.size(), points.size()));
    int halves = exactHalves(options);
    return ExactWasserstein.estimate(
        reference.first(n),
        HalfSamples.of(n, halves, options.seed()),
        points.first(n),
        HalfSamples.of(n, halves, options.seed() + 1),
        steps::step);
  }
}
