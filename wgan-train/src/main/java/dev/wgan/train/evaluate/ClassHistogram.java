package dev.wgan.train.evaluate;

import java.util.Arrays;

/**
 * The frequency of each class among samples, by a classifier's labels.
 *
 * <p>Immutable and thread-safe. The divergence KL(shares ‖ uniform) = Σ p log(p K), in nats, is 0
 * for equal shares and log K if one of the K classes is all there is. For n fair labels it is about
 * (K - 1) / (2n).
 */
public final class ClassHistogram {
  private final int size;
  private final long[] counts;

  private ClassHistogram(int size, long[] counts) {
    this.size = size;
    this.counts = counts;
  }

  /**
   * Counts labels.
   *
   * @param labels one or more, each 0 to classes - 1
   * @param classes the number of classes, 1 or more
   * @return the histogram
   * @throws EvaluationException if there are no labels, or one is outside its range
   */
  public static ClassHistogram of(int[] labels, int classes) {
    if (labels.length == 0 || classes < 1) {
      throw new EvaluationException(
          "%s labels of %s classes: expected at least one of each"
              .formatted(labels.length, classes));
    }
    long[] counts = new long[classes];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new EvaluationException(
            "label %s is %s: expected 0 to %s".formatted(i, labels[i], classes - 1));
      }
      counts[labels[i]]++;
    }
    return new ClassHistogram(labels.length, counts);
  }

  /**
   * Returns the number of classes.
   *
   * @return 1 or more
   */
  public int classes() {
    return counts.length;
  }

  /**
   * Returns the share of a class.
   *
   * @param label the class, 0 to classes - 1
   * @return its share, in [0, 1]
   */
  public double share(int label) {
    return (double) counts[label] / size;
  }

  /**
   * Returns the shares of all classes.
   *
   * @return shares, by class, of sum 1
   */
  public double[] shares() {
    double[] shares = new double[counts.length];
    Arrays.setAll(shares, this::share);
    return shares;
  }

  /**
   * Returns the divergence from equal shares.
   *
   * @return KL(shares ‖ uniform), 0 to log(classes), in nats
   */
  public double divergence() {
    return divergence(counts, size);
  }

  /**
   * Estimates the divergence with its interval.
   *
   * @param bootstrap draws the values that a divergence takes by chance
   * @return the divergence
   */
  public Estimate divergence(Bootstrap bootstrap) {
    return new Estimate(divergence(), DivergenceInterval.of(shares(), size, bootstrap));
  }

  private static double divergence(long[] counts, int n) {
    double sum = 0;
    for (long count : counts) {
      if (count > 0) {
        double share = (double) count / n;
        sum += share * Math.log(share * counts.length);
      }
    }
    return Math.max(0, sum);
  }
}
