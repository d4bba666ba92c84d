package dev.wgan.train.task;

import dev.wgan.train.data.Batch;

/**
 * The random numbers of consecutive samples, addressed by their place in a stream.
 *
 * <p>Immutable and thread-safe.
 *
 * @param noise the random numbers of the training
 * @param stream the stream
 * @param first the index of the first sample, from 0
 * @param count the number of samples
 */
public record Draw(TrainingNoise noise, TrainingNoise.Stream stream, long first, int count) {
  /**
   * Returns the latents of the samples, and labels if training is conditional.
   *
   * @return {@link Batch#LATENT}, {@code [count, latent]}, and perhaps {@link Batch#LABEL}
   */
  public Batch latents() {
    return noise.latents(stream, first, count);
  }

  /**
   * Returns the seed of the stream.
   *
   * @return a word of the training's seed
   */
  public long seed() {
    return noise.seed(stream);
  }
}
