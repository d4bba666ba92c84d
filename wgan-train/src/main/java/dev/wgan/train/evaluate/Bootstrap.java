package dev.wgan.train.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The percentile bootstrap (Efron 1979; Efron and Tibshirani 1993, section 13.3).
 *
 * <p>Immutable and thread-safe. Suits statistics that are smooth functions of averages: shares,
 * means, correlations. Statistics that compare points with each other take {@link HalfSamples}.
 *
 * @param replicates how many times to draw, 100 or more
 * @param level of the intervals, within (0, 1)
 * @param seed any seed; equal seeds give equal intervals whatever the number of threads
 */
public record Bootstrap(int replicates, double level, long seed) {
  /**
   * Checks the options.
   *
   * @throws EvaluationException if one is outside its range
   */
  public Bootstrap {
    if (replicates < 100 || !(level > 0 && level < 1)) {
      throw new EvaluationException(
          "%s bootstrap replicates at level %s: expected 100 or more, and a level within (0, 1)"
              .formatted(replicates, level));
    }
  }

  /**
   * Returns 1,000 replicates at level 0.95.
   *
   * @param seed any seed
   * @return the bootstrap
   */
  public static Bootstrap of(long seed) {
    return new Bootstrap(1000, Interval.LEVEL, seed);
  }

  /**
   * Estimates a statistic of {@code n} observations.
   *
   * @param n how many observations, 1 or more
   * @param statistic of the observations with the given indices, some repeated; called by several
   *     threads
   * @return its value on all observations, and its percentile interval
   * @throws EvaluationException if there are no observations
   */
  public Estimate estimate(int n, ToDoubleFunction<int[]> statistic) {
    if (n < 1) {
      throw new EvaluationException("no observations to draw from: expected at least 1");
    }
    double value = statistic.applyAsDouble(IntStream.range(0, n).toArray());
    long[] seeds = new SplittableRandom(seed).longs(replicates).toArray();
    double[] values = new double[replicates];
    IntStream.range(0, replicates)
        .parallel()
        .forEach(
            replicate -> values[replicate] = statistic.applyAsDouble(draw(n, seeds[replicate])));
    Arrays.sort(values);
    double tail = (1 - level) / 2;
    return new Estimate(
        value, new Interval(Quantiles.of(values, tail), Quantiles.of(values, 1 - tail), level));
  }

  private static int[] draw(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] drawn = new int[n];
    for (int i = 0; i < n; i++) {
      drawn[i] = random.nextInt(n);
    }
    return drawn;
  }
}
