/** Tests of the commands. */
@NullMarked
package dev.wgan.onnx.cli;

import org.jspecify.annotations.NullMarked;
