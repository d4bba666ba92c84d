package dev.wgan.train.evaluate;

/**
 * One metric of the samples, of real data and of a fitted Gaussian, each against the reference set.
 *
 * <p>Immutable and thread-safe.
 *
 * @param metric what was measured
 * @param samples of the generator's samples
 * @param floor of other real data: what a perfect generator would reach
 * @param gaussian of a Gaussian fitted to the training data: what a generator has to beat
 */
public record Comparison(Metric metric, Estimate samples, Estimate floor, Estimate gaussian) {}
