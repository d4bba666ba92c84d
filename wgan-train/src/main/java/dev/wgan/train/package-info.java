/**
 * The training loop of a Wasserstein GAN, with its model, checkpoints and records.
 *
 * <p>For applications that train. Start at {@link dev.wgan.train.WganTrainer}, which runs the
 * algorithm in {@code TrainingLoop}.
 */
@NullMarked
package dev.wgan.train;

import org.jspecify.annotations.NullMarked;
