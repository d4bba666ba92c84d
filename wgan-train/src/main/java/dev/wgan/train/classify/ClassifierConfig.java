package dev.wgan.train.classify;

/**
 * The settings of a classifier's training: Adam at a rate that falls linearly to zero.
 *
 * <p>Immutable and thread-safe.
 *
 * @param epochs passes over the data, 1 or more
 * @param batch samples of a step, 2 or more
 * @param rate the learning rate of the first step, above 0
 * @param seed of weights and order, any number
 * @param threads of the engine, 0 for its own choice
 * @param view the form in which a classifier of sound takes a waveform
 */
public record ClassifierConfig(
    int epochs, int batch, double rate, long seed, int threads, SoundView view) {
  /**
   * Returns settings whose classifier of sound takes log-mel spectrograms.
   *
   * @param epochs passes over the data, 1 or more
   * @param batch samples of a step, 2 or more
   * @param rate the learning rate of the first step, above 0
   * @param seed of weights and order, any number
   * @param threads of the engine, 0 for its own choice
   */
  public ClassifierConfig(int epochs, int batch, double rate, long seed, int threads) {
    this(epochs, batch, rate, seed, threads, SoundView.LOG_MEL);
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public ClassifierConfig {
    if (epochs < 1 || batch < 2 || threads < 0 || !(rate > 0 && Double.isFinite(rate))) {
      throw new IllegalArgumentException(
          "epochs %s, batch %s, rate %s, threads %s: expected at least 1, at least 2, above 0, at least 0"
              .formatted(epochs, batch, rate, threads));
    }
  }

  /**
   * Returns the settings of the embedded classifier.
   *
   * @return 8 epochs, batches of 128, rate 1e-3, seed 1, the engine's threads
   */
  public static ClassifierConfig defaults() {
    return new ClassifierConfig(8, 128, 1e-3, 1, 0);
  }

  /** The learning rate of a step. */
  double rate(long step, long steps) {
    return rate * (steps - step) / steps;
  }
}
