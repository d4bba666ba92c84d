/**
 * Reads ONNX files of any origin: checks their structure, infers shapes, describes layers and
 * metadata.
 *
 * <p>For {@code describe}, {@code verify} and the exporter. Start at {@link
 * dev.wgan.onnx.inspect.ModelDescription}.
 */
@NullMarked
package dev.wgan.onnx.inspect;

import org.jspecify.annotations.NullMarked;
