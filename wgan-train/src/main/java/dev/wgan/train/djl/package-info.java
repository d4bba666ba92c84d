/**
 * Reads networks that were built of DJL's own blocks.
 *
 * <p>For applications that export such a network. Start at {@link dev.wgan.train.djl.DjlNetworks},
 * whose result the exporter takes.
 */
@NullMarked
package dev.wgan.train.djl;

import org.jspecify.annotations.NullMarked;
