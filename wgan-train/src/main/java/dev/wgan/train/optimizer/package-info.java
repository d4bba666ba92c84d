/**
 * The optimizers, each a record with its update rule in TorchScript.
 *
 * <p>For contributors who add an optimizer, and for users who construct one in Java. Start at
 * {@link dev.wgan.train.optimizer.Optimizer}.
 */
@NullMarked
package dev.wgan.train.optimizer;

import org.jspecify.annotations.NullMarked;
