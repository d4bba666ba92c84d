/**
 * Networks as data: layers, shapes, weights, and the run folder they are kept in.
 *
 * <p>A {@link dev.wgan.network.NetworkSpec} is the single source from which the trainer builds its
 * network and the exporter its graph.
 */
@NullMarked
package dev.wgan.network;

import org.jspecify.annotations.NullMarked;
