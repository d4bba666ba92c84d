package dev.wgan.train.task;

import dev.wgan.noise.LatentDistribution;
import dev.wgan.noise.Noise;
import dev.wgan.noise.Threefry;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.data.Batch;

/**
 * The random numbers of the training loop, addressed by iteration: no draw depends on earlier
 * draws, so that a resumed training needs no random state.
 */
public final class TrainingNoise {
  /**
   * The purpose of a stream of random numbers; its seed is the word of the training's seed at this
   * place.
   */
  public enum Stream {
    /** Initial weights of the generator. */
    GENERATOR_WEIGHTS(0),
    /** Initial weights of the critic. */
    CRITIC_WEIGHTS(1),
    /** Order and split of the data. */
    DATA(2),
    /** Latents of critic iterations. */
    CRITIC_LATENTS(3),
    /** Latents of generator iterations. */
    GENERATOR_LATENTS(4),
    /** Points between real and generated samples. */
    INTERPOLATION(5),
    /** Labels of generated samples. */
    GENERATOR_LABELS(6),
    /** Latents of pictures. */
    PICTURES(7),
    /** Latents of the held-out estimate. */
    HELD_OUT(8),
    /** Latents and directions of the criterion. */
    CRITERION(9),
    /** Dropout in critic iterations. */
    CRITIC_DROPOUT(10),
    /** Dropout in generator iterations. */
    GENERATOR_DROPOUT(11),
    /** Rows by which the codes of a table are calibrated. */
    CALIBRATION(12);

    private final int place;

    Stream(int place) {
      this.place = place;
    }
  }

  private final TrainingConfig config;
  private final int classes;

  /**
   * Creates the random numbers of a training.
   *
   * @param config the configuration, with the seed
   * @param classes the number of classes, 0 if training is not conditional
   */
  public TrainingNoise(TrainingConfig config, int classes) {
    this.config = config;
    this.classes = classes;
  }

  /**
   * Returns the number of classes.
   *
   * @return 0 if training is not conditional
   */
  public int classes() {
    return classes;
  }

  /**
   * Returns the distribution of the latents.
   *
   * @return normal or uniform
   */
  public LatentDistribution distribution() {
    return config.networks().latents();
  }

  /**
   * Returns the seed of a stream.
   *
   * @param stream the stream
   * @return a word of the training's seed
   */
  public long seed(Stream stream) {
    return seed(config.schedule().seed(), stream);
  }

  /**
   * Returns the seed of a stream of a training.
   *
   * @param seed of the training
   * @param stream the purpose
   * @return a word of the training's seed
   */
  public static long seed(long seed, Stream stream) {
    return Threefry.words(seed, stream.place);
  }

  /**
   * Returns the seed of an iteration for the engine's own random numbers, which dropout uses.
   *
   * @param stream the stream
   * @param iteration the iteration, from 0
   * @return a word of the stream's seed
   */
  public long seed(Stream stream, long iteration) {
    return Threefry.words(seed(stream), iteration);
  }

  /**
   * Returns the latents of an iteration, and labels if training is conditional.
   *
   * @param stream the stream
   * @param iteration the iteration, from 0
   * @return {@link Batch#LATENT}, {@code [batch, latent]}, and perhaps {@link Batch#LABEL}
   */
  public Batch latents(Stream stream, long iteration) {
    return latents(stream, iteration * config.schedule().batch(), config.schedule().batch());
  }

  /**
   * Returns consecutive latents of a stream, and labels if training is conditional.
   *
   * @param stream the stream
   * @param first the index of the first one, from 0
   * @param n the number of latents
   * @return {@link Batch#LATENT}, {@code [n, latent]}, and perhaps {@link Batch#LABEL}
   */
  public Batch latents(Stream stream, long first, int n) {
    float[] values = new float[n * config.networks().latent()];
    if (config.networks().latents() == LatentDistribution.NORMAL) {
      Noise.normal(seed(stream), first, n, config.networks().latent(), values);
    } else {
      Noise.uniform(seed(stream), first, n, config.networks().latent(), values);
    }
    return Batch.of(Batch.LATENT, values, n, config.networks().latent()).labelled(labels(first, n));
  }

  /**
   * Returns the random numbers of an iteration.
   *
   * @param stream the stream
   * @param iteration the iteration, from 0
   * @return those of one batch
   */
  public Draw draw(Stream stream, long iteration) {
    int batch = config.schedule().batch();
    return new Draw(this, stream, iteration * batch, batch);
  }

  private long[] labels(long first, int n) {
    long[] labels = new long[classes == 0 ? 0 : n];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Noise.label(seed(Stream.GENERATOR_LABELS), first + i, classes);
    }
    return labels;
  }

  /**
   * Returns the interpolation coefficients of a critic iteration.
   *
   * @param criticIteration the critic iteration, from 0
   * @return {@link Batch#EPSILON}, {@code [batch]}, uniform on [0, 1)
   */
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
