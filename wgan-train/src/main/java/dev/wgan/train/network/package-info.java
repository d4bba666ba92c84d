/**
 * Networks as TorchScript: a {@link dev.wgan.network.NetworkSpec} compiled to PyTorch's own
 * operations.
 */
@NullMarked
package dev.wgan.train.network;

import org.jspecify.annotations.NullMarked;
