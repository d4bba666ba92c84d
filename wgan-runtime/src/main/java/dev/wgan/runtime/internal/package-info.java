/**
 * Helpers that the modules of this project share: the metadata vocabulary of a model file, digests,
 * whole files, misspelt names.
 *
 * <p>Internal: for {@code dev.wgan.runtime}, {@code dev.wgan.onnx} and {@code dev.wgan.train}
 * alone, and different in any release. {@link dev.wgan.runtime.internal.MetadataKeys} is the place
 * to start for a new property of the file format.
 */
@NullMarked
package dev.wgan.runtime.internal;

import org.jspecify.annotations.NullMarked;
