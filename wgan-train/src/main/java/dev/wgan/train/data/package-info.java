/**
 * Training data: images, tables and toys as arrays of floats, in an order that needs no state.
 *
 * <p>{@link dev.wgan.train.data.Datasets} opens a path, {@link dev.wgan.train.data.Split} holds
 * some samples out, {@link dev.wgan.train.data.BatchOrder} says which samples make the batch of a
 * step and {@link dev.wgan.train.data.BatchLoader} reads batches ahead of the training thread.
 */
@NullMarked
package dev.wgan.train.data;

import org.jspecify.annotations.NullMarked;
