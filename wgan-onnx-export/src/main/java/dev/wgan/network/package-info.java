/**
 * Networks as data: layers, shapes, weights, and their files.
 *
 * <p>For applications that build, train or export networks: a {@link dev.wgan.network.NetworkSpec}
 * is the single source from which the trainer builds its network and the exporter its graph. Start
 * there, then see {@link dev.wgan.network.LayerSpec} for the layers and {@link
 * dev.wgan.network.Weights} for their parameters.
 */
@NullMarked
package dev.wgan.network;

import org.jspecify.annotations.NullMarked;
