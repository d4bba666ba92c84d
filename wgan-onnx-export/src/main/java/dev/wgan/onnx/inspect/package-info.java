/** Reads ONNX files, anybody's: checks them, infers their shapes, describes and verifies them. */
@NullMarked
package dev.wgan.onnx.inspect;

import org.jspecify.annotations.NullMarked;
