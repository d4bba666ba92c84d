package dev.wgan.train.task;

import dev.wgan.noise.LatentDistribution;
import dev.wgan.noise.Noise;
import dev.wgan.noise.Threefry;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.data.Batch;

/**
 * All randomness of the training loop, addressed by iteration: what a batch is made of does not
 * depend on what was drawn before it, so that a resumed training needs no random state.
 */
public final class TrainingNoise {
  /** What a stream is for; its seed is a word of the training's seed at this place. */
  public enum Stream {
    GENERATOR_WEIGHTS(0),
    CRITIC_WEIGHTS(1),
    DATA(2),
    CRITIC_LATENTS(3),
    GENERATOR_LATENTS(4),
    INTERPOLATION(5),
    GENERATOR_LABELS(6),
    PICTURES(7),
    HELD_OUT(8),
    CRITERION(9),
    CRITIC_DROPOUT(10),
    GENERATOR_DROPOUT(11);

    private final int place;

    Stream(int place) {
      this.place = place;
    }
  }

  private final TrainingConfig config;
  private final int classes;

  /**
   * @param classes how many classes labels choose from, 0 where training is not conditional
   */
  public TrainingNoise(TrainingConfig config, int classes) {
    this.config = config;
    this.classes = classes;
  }

  public int classes() {
    return classes;
  }

  public LatentDistribution distribution() {
    return config.networks().latents();
  }

  public long seed(Stream stream) {
    return Threefry.words(config.schedule().seed(), stream.place);
  }

  /** What an iteration seeds the engine's own randomness with, which dropout draws from. */
  public long seed(Stream stream, long iteration) {
    return Threefry.words(seed(stream), iteration);
  }

  /** The latents of iteration {@code iteration}, [batch, latent], and labels where there are. */
  public Batch latents(Stream stream, long iteration) {
    return latents(stream, iteration * config.schedule().batch(), config.schedule().batch());
  }

  public Batch latents(Stream stream, long first, int n) {
    float[] values = new float[n * config.networks().latent()];
    if (config.networks().latents() == LatentDistribution.NORMAL) {
      Noise.normal(seed(stream), first, n, config.networks().latent(), values);
    } else {
      Noise.uniform(seed(stream), first, n, config.networks().latent(), values);
    }
    return Batch.of(Batch.LATENT, values, n, config.networks().latent()).labelled(labels(first, n));
  }

  private long[] labels(long first, int n) {
    long[] labels = new long[classes == 0 ? 0 : n];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Noise.label(seed(Stream.GENERATOR_LABELS), first + i, classes);
    }
    return labels;
  }

  /** The interpolation coefficients of a critic iteration, [batch] uniform on [0, 1). */
  public Batch interpolation(long criticIteration) {
    float[] values = new float[config.schedule().batch()];
    long seed = seed(Stream.INTERPOLATION);
    Noise.uniform(
        seed, criticIteration * config.schedule().batch(), config.schedule().batch(), 1, values);
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] + 1) / 2;
    }
    return Batch.of(Batch.EPSILON, values, values.length);
  }
}
