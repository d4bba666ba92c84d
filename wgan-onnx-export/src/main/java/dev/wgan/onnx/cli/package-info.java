/**
 * The commands that need no training engine: export, hub, describe, verify and sample.
 *
 * <p>For the command line and its tests. Start at {@link dev.wgan.onnx.cli.ExportCli}, the runnable
 * jar's main class; each command is a class that is named after it.
 */
@NullMarked
package dev.wgan.onnx.cli;

import org.jspecify.annotations.NullMarked;
