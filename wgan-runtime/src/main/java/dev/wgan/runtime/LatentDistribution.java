package dev.wgan.runtime;

/** What a latent's elements are drawn from, independently of each other. */
public enum LatentDistribution {
  /** The standard normal distribution. */
  NORMAL,
  /** The uniform distribution on [-1, 1]. */
  UNIFORM;

  /** The name used in model metadata: "normal" or "uniform". */
  String metadataName() {
    return this == NORMAL ? "normal" : "uniform";
  }
}
