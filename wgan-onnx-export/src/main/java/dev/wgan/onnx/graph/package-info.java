/**
 * An ONNX graph in memory: built by the converters, rewritten by passes, written as a file.
 *
 * <p>For the exporter and for converters of custom layers.
 */
@NullMarked
package dev.wgan.onnx.graph;

import org.jspecify.annotations.NullMarked;
