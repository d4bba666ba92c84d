package dev.wgan.train.study;

import dev.wgan.train.evaluate.Bootstrap;
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
  @Override
  public Map<String, Double> judge(PointSet samples) {
    ModeCoverage coverage = ModeCoverage.of(samples, modes, deviation, Bootstrap.of(1));
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(
        "sliced W1",
        SlicedWasserstein.between(reference, samples, SlicedWasserstein.DEFAULT_DIRECTIONS, 1));
    figures.put("modes of " + modes.size(), (double) coverage.covered());
    figures.put("high quality", coverage.highQuality().value());
    return figures;
  }
}
