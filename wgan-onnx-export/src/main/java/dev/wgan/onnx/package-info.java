/**
 * Exports generators to ONNX: {@link dev.wgan.onnx.OnnxExporter} writes nothing that it has not
 * proven to compute what the network computes.
 */
@NullMarked
package dev.wgan.onnx;

import org.jspecify.annotations.NullMarked;
