/** Tests of the reader, the checker and the description. */
@NullMarked
package dev.wgan.onnx.inspect;

import org.jspecify.annotations.NullMarked;
