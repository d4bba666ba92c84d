/**
 * Networks as TorchScript: a {@link dev.wgan.network.NetworkSpec} compiled to PyTorch's own
 * operations, and programs of such methods packed, loaded and called through DJL. Start at {@link
 * dev.wgan.train.torchscript.ScriptNetwork} and {@link dev.wgan.train.torchscript.TorchProgram}.
 */
@NullMarked
package dev.wgan.train.torchscript;

import org.jspecify.annotations.NullMarked;
