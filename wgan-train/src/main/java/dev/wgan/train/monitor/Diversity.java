package dev.wgan.train.monitor;

import dev.wgan.train.config.TrainingException;

/**
 * The diversity of samples relative to the data: the mean Euclidean distance between two of them,
 * divided by that of the data. 1 is the diversity of the data, 0 is one sample repeated. A
 * generator of only a few modes still comes near 1, so the measure detects a collapse, not missing
 * modes.
 *
 * <p>Immutable and thread-safe.
 */
public final class Diversity {
  private final int sampleSize;
  private final double reference;

  private Diversity(int sampleSize, double reference) {
    this.sampleSize = sampleSize;
    this.reference = reference;
  }

  /**
   * Measures the data.
   *
   * @param real samples of the data, [n, sampleSize], 2 or more; some hundreds are enough
   * @param sampleSize elements of a sample, 1 or more
   * @return a measure of other samples relative to them
   * @throws TrainingException if there are no two samples, or they are all the same or not finite
   */
  public static Diversity of(float[] real, int sampleSize) {
    double distance = meanDistance(real, sampleSize);
    if (!(distance > 0 && distance < Double.POSITIVE_INFINITY)) {
      throw new TrainingException(
          "the mean distance between samples of the data is %s: expected samples that differ"
              .formatted(distance));
    }
    return new Diversity(sampleSize, distance);
  }

  /**
   * Measures samples.
   *
   * @param samples the samples, [n, sampleSize], 2 or more
   * @return their diversity, 0 or more
   * @throws TrainingException if there are no two samples
   */
  public double of(float[] samples) {
    return meanDistance(samples, sampleSize) / reference;
  }

  /**
   * Returns the mean Euclidean distance between two different samples.
   *
   * @param samples the samples, [n, sampleSize]
   * @param sampleSize elements of a sample
   * @return the mean over all n (n - 1) / 2 pairs
   */
  static double meanDistance(float[] samples, int sampleSize) {
    int n = sampleSize < 1 ? 0 : samples.length / sampleSize;
    if (n < 2 || n * sampleSize != samples.length) {
      throw new TrainingException(
          "%s values are not two or more samples of %s elements"
              .formatted(samples.length, sampleSize));
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        sum += distance(samples, i * sampleSize, j * sampleSize, sampleSize);
      }
    }
    return sum / (0.5 * n * (n - 1));
  }

  private static double distance(float[] samples, int a, int b, int size) {
    double squares = 0;
    for (int k = 0; k < size; k++) {
      double difference = (double) samples[a + k] - samples[b + k];
      squares += difference * difference;
    }
    return Math.sqrt(squares);
  }
}
