/** The commands that need no training engine: export, describe, verify and sample. */
@NullMarked
package dev.wgan.onnx.cli;

import org.jspecify.annotations.NullMarked;
