/**
 * Computes networks from the definitions of their layers, in plain Java and double precision.
 *
 * <p>It is slow and independent of every engine, so that exported graphs can be compared with it.
 * Start at {@link dev.wgan.network.reference.ReferenceNetwork}.
 */
@NullMarked
package dev.wgan.network.reference;

import org.jspecify.annotations.NullMarked;
