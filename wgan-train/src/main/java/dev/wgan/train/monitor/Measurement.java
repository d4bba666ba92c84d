package dev.wgan.train.monitor;

import java.util.OptionalDouble;

/**
 * A row of {@code metrics.csv}: the figures of the training over the generator iterations since the
 * row before.
 *
 * <p>Immutable and thread-safe.
 *
 * @param step generator iterations so far
 * @param criticIterations critic iterations so far
 * @param criticLoss mean loss of the critic
 * @param generatorLoss mean loss of the generator
 * @param wasserstein mean of {@code E f(real) - E f(fake)} over training batches; with weight
 *     clipping the Wasserstein distance up to a constant factor
 * @param smoothed exponential moving average of {@code wasserstein} over rows
 * @param heldOut the estimate on held-out samples, if some are held out
 * @param term mean of the term that the Lipschitz constraint adds to the critic's loss
 * @param gradientNorm mean norm of the critic's gradient, if the constraint measures it
 * @param diversity mean distance between samples of a fixed batch of latents, over that between
 *     samples of the data: 1 is as diverse as the data, 0 is a generator that has collapsed
 * @param criterion sliced Wasserstein distance between generated and held-out samples, if it was
 *     measured; lower is better, and it does not depend on the critic
 * @param seconds since training started, time spent in earlier processes included
 */
public record Measurement(
    long step,
    long criticIterations,
    double criticLoss,
    double generatorLoss,
    double wasserstein,
    double smoothed,
    OptionalDouble heldOut,
    double term,
    double gradientNorm,
    double diversity,
    OptionalDouble criterion,
    double seconds) {}
