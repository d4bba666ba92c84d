/** Converters of layers to ONNX nodes. */
@NullMarked
package dev.wgan.onnx.convert;

import org.jspecify.annotations.NullMarked;
