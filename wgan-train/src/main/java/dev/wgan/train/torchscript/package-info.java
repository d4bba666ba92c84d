/**
 * Networks as TorchScript: a {@link dev.wgan.network.NetworkSpec} is compiled to PyTorch's
 * operations, and programs of such methods are packed, loaded and called through DJL.
 *
 * <p>For the training loop and for contributors who add a layer ({@code ScriptCompiler}). Start at
 * {@link dev.wgan.train.torchscript.ScriptNetwork} and {@link
 * dev.wgan.train.torchscript.TorchProgram}.
 */
@NullMarked
package dev.wgan.train.torchscript;

import org.jspecify.annotations.NullMarked;
