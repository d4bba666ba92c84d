/**
 * The training loop of a Wasserstein GAN, with its model, checkpoints and records.
 *
 * <p>For applications that train. Start at {@link dev.wgan.train.WganTrainer}, whose {@code loop}
 * is the algorithm.
 */
@NullMarked
package dev.wgan.train;

import org.jspecify.annotations.NullMarked;
