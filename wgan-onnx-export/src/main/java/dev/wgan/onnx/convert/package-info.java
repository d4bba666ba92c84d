/**
 * Converts layers to ONNX nodes.
 *
 * <p>For contributors who add a layer, and for authors of custom layers ({@link
 * dev.wgan.onnx.convert.OnnxCustomLayer}). Start at {@code OnnxCompiler}, which has one method per
 * layer.
 */
@NullMarked
package dev.wgan.onnx.convert;

import org.jspecify.annotations.NullMarked;
