/**
 * Judges samples by numbers and pictures: distances between sets of samples, their quality and
 * variety, memorisation, each beside what real data and a fitted Gaussian reach.
 *
 * <p>{@code Evaluator} computes everything; each metric can be used by itself on a {@link
 * dev.wgan.train.evaluate.PointSet}.
 */
@NullMarked
package dev.wgan.train.evaluate;

import org.jspecify.annotations.NullMarked;
