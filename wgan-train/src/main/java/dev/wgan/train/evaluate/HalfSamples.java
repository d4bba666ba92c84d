package dev.wgan.train.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Random halves of a set of points, and the whole set as number 0, for confidence intervals.
 *
 * <p>Immutable and thread-safe. Halves stand in for the bootstrap where points are compared with
 * each other: drawing with replacement puts copies of a point at distance 0 of it, which ruins
 * neighbour distances. The two halves of a pair are disjoint, hence independent sets of n/2 points,
 * whose difference has twice the variance of a statistic of n/2 points. That of n points is half of
 * the latter. The scatter of halves about their own mean would be too wide: a statistic of nearest
 * neighbours also scatters with the choice of the half.
 */
final class HalfSamples {
  private final int size;
  private final int count;
  private final int words;
  private final long[] masks; // [size, words]: bit s is set if sample s has the point

  private HalfSamples(int size, int count) {
    this.size = size;
    this.count = count;
    this.words = (count + Long.SIZE) / Long.SIZE;
    this.masks = new long[size * words];
  }

  /** Draws {@code count} halves of {@code size} points, in complementary pairs. */
  static HalfSamples of(int size, int count, long seed) {
    HalfSamples halves = new HalfSamples(size, count);
    for (int point = 0; point < size; point++) {
      halves.add(0, point);
    }
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = new int[size];
    for (int sample = 1; sample <= count; sample += 2) {
      shuffle(order, random);
      for (int i = 0; i < size; i++) {
        if (i < size / 2) {
          halves.add(sample, order[i]);
        } else if (sample < count) {
          halves.add(sample + 1, order[i]);
        }
      }
    }
    return halves;
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
  }

  private void add(int sample, int point) {
    masks[point * words + sample / Long.SIZE] |= 1L << sample;
  }

  /**
   * Returns the variance of a statistic of half of the points.
   *
   * @param values the statistic of everything, then that of each half
   */
  static double pairVariance(double[] values) {
    int pairs = (values.length - 1) / 2;
    double sum = 0;
    for (int pair = 0; pair < pairs; pair++) {
      double difference = values[2 * pair + 1] - values[2 * pair + 2];
      sum += difference * difference / 2;
    }
    return sum / pairs;
  }

  /** The number of halves; samples are numbered 0 (all points) to count. */
  int count() {
    return count;
  }

  /** The number of all points. */
  int size() {
    return size;
  }

  /** The number of longs of a mask over the samples. */
  int words() {
    return words;
  }

  /** One word of the mask of samples that have a point. */
  long mask(int point, int word) {
    return masks[point * words + word];
  }

  boolean has(int sample, int point) {
    return (masks[point * words + sample / Long.SIZE] >>> sample & 1) != 0;
  }

  /** The points of a sample, ascending. */
  int[] points(int sample) {
    int[] points = new int[size];
    int n = 0;
    for (int point = 0; point < size; point++) {
      if (has(sample, point)) {
        points[n++] = point;
      }
    }
    return Arrays.copyOf(points, n);
  }
}
