/**
 * The optimizers, each a record with its update rule in TorchScript. Start at {@link
 * dev.wgan.train.optimizer.Optimizer}.
 */
@NullMarked
package dev.wgan.train.optimizer;

import org.jspecify.annotations.NullMarked;
