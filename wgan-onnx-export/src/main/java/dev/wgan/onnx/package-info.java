/**
 * Exports generators to ONNX. A file is written only after its outputs matched those of the
 * network.
 *
 * <p>For applications that export from Java, and for the command line. Start at {@link
 * dev.wgan.onnx.OnnxExporter}; {@link dev.wgan.onnx.Verification} checks a finished file.
 */
@NullMarked
package dev.wgan.onnx;

import org.jspecify.annotations.NullMarked;
