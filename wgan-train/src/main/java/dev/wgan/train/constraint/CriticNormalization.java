package dev.wgan.train.constraint;

/** A normalization of the critic's features. */
public enum CriticNormalization {
  /** The features are not normalized. */
  NONE,
  /** Layer normalization: statistics of each sample. */
  LAYER,
  /** Batch normalization: statistics of the batch, so that samples influence each other. */
  BATCH
}
