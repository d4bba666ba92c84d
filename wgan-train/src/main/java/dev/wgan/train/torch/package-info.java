/**
 * TorchScript programs, written as text and run by DJL's PyTorch engine.
 *
 * <p>DJL lacks operations that a WGAN needs (a gradient of a gradient that does not leak, RMSprop,
 * transposed convolution); the engine below it has them all, and a TorchScript program reaches them
 * with PyTorch's own semantics.
 */
@NullMarked
package dev.wgan.train.torch;

import org.jspecify.annotations.NullMarked;
