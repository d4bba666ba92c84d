package dev.wgan.train.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * The spread of samples over the known modes of a mixture (Lin et al. 2018, "PacGAN: The Power of
 * Two Samples in Generative Adversarial Networks", section 4.1).
 *
 * <p>Immutable and thread-safe. A sample is of high quality if it lies within 3σ of the mode
 * nearest to it; a mode is covered if it is the nearest one of at least one such sample. Of samples
 * of the mixture itself, in two dimensions, 1 - exp(-9/2) = 98.9 % are of high quality.
 *
 * @param modes the number of modes
 * @param covered the number of covered modes, 0 to modes
 * @param highQuality share of samples of high quality, in [0, 1]
 * @param reverseDivergence reverse KL(samples ‖ equal shares) over the modes nearest to the
 *     samples, in nats: 0 if each mode has equally many samples; null in evaluations of earlier
 *     versions
 */
public record ModeCoverage(
    int modes, int covered, Estimate highQuality, @Nullable Estimate reverseDivergence) {
  private static final double DEVIATIONS = 3;

  /**
   * Counts the modes that samples cover.
   *
   * @param samples at least one sample
   * @param modes the centres of at least one mode
   * @param sigma the standard deviation of a mode along each axis, above 0
   * @param bootstrap draws what chance makes of the divergence, for its interval
   * @return the coverage
   * @throws EvaluationException if a set is empty, the dimensions differ or sigma is not positive
   */
  public static ModeCoverage of(
      PointSet samples, PointSet modes, double sigma, Bootstrap bootstrap) {
    samples.checkSize(1, "a mode coverage");
    if (!(sigma > 0)) {
      throw new EvaluationException("a mode's deviation is " + sigma + ": expected above 0");
    }
    NearestNeighbours nearest = NearestNeighbours.among(samples, modes, 1);
    boolean[] high = new boolean[samples.size()];
    int[] labels = new int[high.length];
    int good = 0;
    boolean[] covered = new boolean[modes.size()];
    for (int i = 0; i < high.length; i++) {
      high[i] = nearest.distance(i, 0) <= DEVIATIONS * sigma;
      labels[i] = nearest.index(i, 0);
      covered[labels[i]] |= high[i];
      good += high[i] ? 1 : 0;
    }
    int count = 0;
    for (boolean mode : covered) {
      count += mode ? 1 : 0;
    }
    return new ModeCoverage(
        modes.size(),
        count,
        Estimate.share((double) good / high.length, high.length),
        ClassHistogram.of(labels, modes.size()).divergence(bootstrap));
  }
}
