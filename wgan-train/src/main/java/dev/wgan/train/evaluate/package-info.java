/**
 * Evaluates samples by numbers and pictures: distances between sets of samples, quality, variety
 * and memorisation. Each value comes together with that of real data and of a fitted Gaussian.
 *
 * <p>For {@code wgan evaluate}, for studies, and for applications that judge generators themselves.
 * Start at {@link dev.wgan.train.evaluate.Evaluator}, which computes everything; each metric can be
 * used by itself on a {@link dev.wgan.train.evaluate.PointSet}.
 */
@NullMarked
package dev.wgan.train.evaluate;

import org.jspecify.annotations.NullMarked;
