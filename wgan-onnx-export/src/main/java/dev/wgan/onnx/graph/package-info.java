/**
 * An ONNX graph in memory: built by the converters, rewritten by passes, written as a file.
 *
 * <p>For the exporter and for authors of custom layers. Start at {@link
 * dev.wgan.onnx.graph.GraphBuilder}.
 */
@NullMarked
package dev.wgan.onnx.graph;

import org.jspecify.annotations.NullMarked;
