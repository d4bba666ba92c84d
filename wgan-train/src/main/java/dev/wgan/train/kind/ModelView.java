package dev.wgan.train.kind;

import dev.wgan.runtime.ValueRange;
import java.util.List;
import java.util.Optional;

/**
 * A model in training, as the pictures of a {@link Kind} need it.
 *
 * <p>Not thread-safe: belongs to the training thread, and to one call of {@link Kind#overview}.
 */
public interface ModelView {
  /**
   * Returns the shape of one sample.
   *
   * @return the dimensions
   */
  List<Integer> shape();

  /**
   * Returns the values of a sample's elements.
   *
   * @return the range
   */
  ValueRange range();

  /**
   * Returns whether the networks are given classes.
   *
   * @return whether training is conditional
   */
  boolean conditional();

  /**
   * Returns the samples of latents in rows, each row on the way from one latent to another.
   *
   * @param rows how many ways
   * @param steps latents on each way, both ends included
   * @return {@code [rows * steps, shape]}; empty for a generator without latents
   */
  Optional<float[]> interpolated(int rows, int steps);

  /**
   * Returns real samples: held-out ones, or training samples where none are held out.
   *
   * @return {@code [n, shape]}
   */
  float[] real();

  /**
   * Returns generated samples.
   *
   * @param n how many
   * @return {@code [n, shape]}
   */
  float[] generated(int n);

  /**
   * Returns the critic's scores.
   *
   * @param samples {@code [n, shape]}
   * @return a score per sample
   */
  float[] scores(float[] samples);
}
