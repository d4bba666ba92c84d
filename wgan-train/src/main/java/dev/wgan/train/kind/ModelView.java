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
   * Returns whether the networks receive classes.
   *
   * @return true if training is conditional
   */
  boolean conditional();

  /**
   * Returns the samples of latents in rows, each row between two latents.
   *
   * @param rows the number of rows
   * @param steps latents of a row, both ends included
   * @return {@code [rows * steps, shape]}; empty for a generator without latents
   */
  Optional<float[]> interpolated(int rows, int steps);

  /**
   * Returns real samples: held-out ones, or training samples if none are held out.
   *
   * @return {@code [n, shape]}
   */
  float[] real();

  /**
   * Returns generated samples.
   *
   * @param n the number of samples @return {@code [n, shape]}
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
