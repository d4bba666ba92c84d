package dev.wgan.train.evaluate;

/**
 * Mode coverage of the samples, of real data and of a fitted Gaussian.
 *
 * <p>Immutable and thread-safe.
 *
 * @param samples of the generator's samples
 * @param floor of other real data
 * @param gaussian of a Gaussian fitted to the training data
 */
public record ModeEvaluation(ModeCoverage samples, ModeCoverage floor, ModeCoverage gaussian) {}
