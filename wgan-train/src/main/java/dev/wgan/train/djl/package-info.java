/**
 * Reads networks that others built of DJL's blocks: {@link dev.wgan.train.djl.DjlNetworks} gives
 * what the exporter takes.
 */
@NullMarked
package dev.wgan.train.djl;

import org.jspecify.annotations.NullMarked;
