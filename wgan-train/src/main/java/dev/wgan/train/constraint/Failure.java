package dev.wgan.train.constraint;

/** The way in which a critic fails under a constraint that does not fit it. */
public enum Failure {
  /** The weights grow without bound. */
  UNBOUNDED,
  /** The critic becomes so flat that the generator gets no gradient. */
  FLAT,
  /** The scores may diverge, as those of any critic. */
  DIVERGING
}
