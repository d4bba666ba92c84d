package dev.wgan.train.constraint;

/** The bound that a constraint sets to the critic's slope, which gives its estimate a meaning. */
public enum SlopeBound {
  /** The slope is held at or below 1: the estimate is the Wasserstein-1 distance. */
  ONE,
  /** The slope is bounded by an unknown number: the estimate is the distance up to a factor. */
  UNKNOWN,
  /** The slope is not bounded: the estimate is not a distance. */
  NONE
}
