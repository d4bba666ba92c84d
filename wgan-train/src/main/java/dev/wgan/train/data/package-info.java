/**
 * Training data: images, tables and toys as arrays of floats, read in an order that needs no state.
 *
 * <p>For applications that train, and for contributors who add an input format. Start at {@link
 * dev.wgan.train.data.Datasets}, which opens a path. {@link dev.wgan.train.data.Split} holds
 * samples out, {@link dev.wgan.train.data.BatchOrder} chooses the samples of each batch, and {@link
 * dev.wgan.train.data.BatchLoader} reads batches ahead of the training thread.
 */
@NullMarked
package dev.wgan.train.data;

import org.jspecify.annotations.NullMarked;
