package dev.wgan.train.study;

import dev.wgan.train.evaluate.Bootstrap;
import dev.wgan.train.evaluate.Estimate;
import dev.wgan.train.evaluate.ModeCoverage;
import dev.wgan.train.evaluate.PointSet;
import dev.wgan.train.evaluate.SlicedWasserstein;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Judges points of a mixture whose modes are known.
 *
 * <p>Immutable and thread-safe.
 *
 * @param reference points of the mixture
 * @param modes the centres
 * @param deviation of a mode along each axis, above 0
 */
public record ModesJudge(PointSet reference, PointSet modes, double deviation) implements Judge {
  private static final String HIGH_QUALITY = "high quality";
  private static final String REVERSE_KL = "reverse KL";

  @Override
  public Map<String, Double> judge(PointSet samples) {
    ModeCoverage coverage = ModeCoverage.of(samples, modes, deviation, Bootstrap.of(1));
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(
        "sliced W1",
        SlicedWasserstein.between(reference, samples, SlicedWasserstein.DEFAULT_DIRECTIONS, 1));
    figures.put(covered(), (double) coverage.covered());
    figures.put(HIGH_QUALITY, coverage.highQuality().value());
    Estimate divergence = coverage.reverseDivergence();
    if (divergence != null) {
      figures.put(REVERSE_KL, divergence.value());
    }
    return figures;
  }

  @Override
  public double greatest(String figure) {
    if (figure.equals(HIGH_QUALITY)) {
      return 1;
    }
    if (figure.equals(REVERSE_KL)) {
      return Math.log(modes.size());
    }
    return figure.equals(covered()) ? modes.size() : Double.POSITIVE_INFINITY;
  }

  private String covered() {
    return "modes of " + modes.size();
  }
}
