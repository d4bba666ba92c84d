package dev.wgan.noise;

/** A distribution from which the elements of a latent are drawn, independently of each other. */
public enum LatentDistribution {
  /** The standard normal distribution. */
  NORMAL,
  /** The uniform distribution on [-1, 1]. */
  UNIFORM
}
