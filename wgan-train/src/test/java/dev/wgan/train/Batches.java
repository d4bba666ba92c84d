package dev.wgan.train;

import dev.wgan.train.data.Batch;

/** Batches of arrays. */
final class Batches {
  private Batches() {}

  static Batch samples(float[] values, long... shape) {
    return Batch.of(Batch.SAMPLE, values, shape);
  }

  static Batch latents(float[] values, long... shape) {
    return Batch.of(Batch.LATENT, values, shape);
  }

  /** The batch of a critic step. */
  static Batch critic(Batch real, Batch latents, float[] epsilon) {
    return real.and(latents).and(Batch.of(Batch.EPSILON, epsilon, epsilon.length));
  }
}
