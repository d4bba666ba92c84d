package dev.wgan.train.task;

import dev.wgan.noise.Noise;
import dev.wgan.noise.Threefry;
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
  private static final long UNIFORMS = 0x756E_6966_6F72_6DL; // "uniform"

  /**
   * Returns the latents of the samples, and labels if training is conditional.
   *
   * @return {@link Batch#LATENT}, {@code [count, latent]}, and perhaps {@link Batch#LABEL}
   */
  public Batch latents() {
    return noise.latents(stream, first, count);
  }

  /**
   * Returns uniform numbers for the samples, which are independent of the latents.
   *
   * @param size the number of numbers of a sample, 1 or more
   * @return numbers from 0 to 1, {@code [count, size]}
   */
  public float[] uniforms(int size) {
    float[] values = new float[Math.multiplyExact(count, size)];
    Noise.uniform(Threefry.words(seed() ^ UNIFORMS, 0), first, count, size, values);
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] + 1) / 2;
    }
    return values;
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
