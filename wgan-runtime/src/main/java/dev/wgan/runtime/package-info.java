/**
 * Samples an ONNX generator inside any JVM application.
 *
 * <p>{@link dev.wgan.runtime.Generator} loads a model and draws {@link dev.wgan.runtime.Samples};
 * sample {@code i} of seed {@code s} is a pure function of the model, {@code s} and {@code i} (see
 * {@link dev.wgan.noise.Noise}). ONNX Runtime is the package's one dependency.
 */
@NullMarked
package dev.wgan.runtime;

import org.jspecify.annotations.NullMarked;
