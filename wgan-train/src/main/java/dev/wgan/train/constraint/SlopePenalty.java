package dev.wgan.train.constraint;

import dev.wgan.train.key.NumberKey;
import dev.wgan.train.key.NumberRange;

/**
 * A penalty on the critic's slope, measured at random points between real and generated samples,
 * that holds it near 1.
 *
 * <p>Immutable and thread-safe.
 */
sealed interface SlopePenalty extends LipschitzConstraint
    permits GradientPenalty, OneSidedPenalty, Consistency {
  /** The weight of a constraint that has no other term. */
  NumberKey WEIGHT =
      new NumberKey("weight", NumberRange.above(0, 1e6), "lambda, the weight of the penalty");

  @Override
  default NormPoints points() {
    return NormPoints.BETWEEN;
  }

  @Override
  default SlopeBound slope() {
    return SlopeBound.ONE;
  }

  @Override
  default String estimateCaption() {
    return "With the critic's slope held near 1 this is the Wasserstein-1 distance, Euclidean, in units"
        + " of the training data, as far as the critic has converged.";
  }

  @Override
  default NormTarget normTarget() {
    return NormTarget.ONE;
  }
}
