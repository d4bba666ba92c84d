package dev.wgan.train.kind;

import dev.wgan.noise.LatentDistribution;
import dev.wgan.noise.Noise;
import dev.wgan.runtime.Latents;
import dev.wgan.train.config.TrainingException;

/**
 * Latents between two given ones, for a picture that shows whether a generator changes gradually:
 * normal ones on the sphere, uniform ones on the straight line, so that both stay in the range that
 * the generator has learnt.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Interpolation {
  private Interpolation() {}

  /**
   * Returns latents in rows. Drawn as a grid of {@code steps} columns, each row of generated
   * samples leads from one sample to another.
   *
   * @param distribution the distribution of the latents
   * @param size elements of a latent, 1 or more
   * @param rows the number of rows, 1 or more
   * @param steps latents of a row, both ends included, 2 or more
   * @param seed the ends of row r are the latents of samples 2r and 2r + 1 of this seed
   * @return the latents, [rows * steps, size]
   * @throws TrainingException if a number is below its minimum
   */
  public static float[] latents(
      LatentDistribution distribution, int size, int rows, int steps, long seed) {
    if (size < 1 || rows < 1 || steps < 2) {
      throw new TrainingException(
          "%s rows of %s latents of %s elements: expected at least 1, 2 and 1"
              .formatted(rows, steps, size));
    }
    float[] latents = new float[rows * steps * size];
    for (int row = 0; row < rows; row++) {
      float[] from = end(distribution, size, seed, 2L * row);
      float[] to = end(distribution, size, seed, 2L * row + 1);
      for (int step = 0; step < steps; step++) {
        double t = (double) step / (steps - 1);
        float[] between =
            distribution == LatentDistribution.NORMAL
                ? Latents.slerp(from, to, t)
                : straight(from, to, t);
        System.arraycopy(between, 0, latents, (row * steps + step) * size, size);
      }
    }
    return latents;
  }

  private static float[] end(LatentDistribution distribution, int size, long seed, long sample) {
    float[] latent = new float[size];
    switch (distribution) {
      case NORMAL -> Noise.normal(seed, sample, 1, size, latent);
      case UNIFORM -> Noise.uniform(seed, sample, 1, size, latent);
    }
    return latent;
  }

  private static float[] straight(float[] from, float[] to, double t) {
    float[] between = new float[from.length];
    for (int i = 0; i < between.length; i++) {
      between[i] = (float) ((1 - t) * from[i] + t * to[i]);
    }
    return between;
  }
}
