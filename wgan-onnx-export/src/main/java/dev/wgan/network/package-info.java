/**
 * Networks as data: layers, shapes, weights, and their files.
 *
 * <p>For everybody who builds, trains or exports a network: a {@link dev.wgan.network.NetworkSpec}
 * is the single source from which the trainer builds its network and the exporter its graph. Start
 * there, then see {@link dev.wgan.network.LayerSpec} for the layers and {@link
 * dev.wgan.network.Weights} for their parameters.
 */
@NullMarked
package dev.wgan.network;

import org.jspecify.annotations.NullMarked;
