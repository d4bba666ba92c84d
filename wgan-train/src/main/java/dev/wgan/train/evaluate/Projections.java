package dev.wgan.train.evaluate;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The projections of a set of points onto lines.
 *
 * <p>Immutable and thread-safe.
 */
final class Projections {
  private final float[][] onLine; // [lines, points]

  private Projections(float[][] onLine) {
    this.onLine = onLine;
  }

  /** Projects onto {@code count} unit directions, [dimension, count]. */
  static Projections of(PointSet points, float[] directions, int count) {
    float[][] onLine = new float[count][points.size()];
    IntStream.range(0, points.size())
        .parallel()
        .forEach(point -> project(points, point, directions, onLine));
    return new Projections(onLine);
  }

  private static void project(PointSet points, int point, float[] directions, float[][] onLine) {
    float[] sums = new float[onLine.length];
    for (int k = 0; k < points.dimension(); k++) {
      float value = points.get(point, k);
      int at = k * sums.length;
      for (int line = 0; line < sums.length; line++) {
        sums[line] = Math.fma(value, directions[at + line], sums[line]);
      }
    }
    for (int line = 0; line < sums.length; line++) {
      onLine[line][point] = sums[line];
    }
  }

  /** The points in the order of their projections. */
  int[] order(int line) {
    float[] values = onLine[line];
    long[] keys = new long[values.length];
    for (int i = 0; i < keys.length; i++) {
      int bits = Float.floatToIntBits(values[i]);
      int ordered = bits ^ (bits >> 31 & Integer.MAX_VALUE); // as a float, so as an int
      keys[i] = (long) ordered << 32 | i;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }

  /** The projections of one sample's points, ascending. */
  float[] sorted(int line, int[] order, HalfSamples halves, int sample) {
    float[] sorted = new float[order.length];
    int n = 0;
    for (int point : order) {
      if (halves.has(sample, point)) {
        sorted[n++] = onLine[line][point];
      }
    }
    return n == sorted.length ? sorted : Arrays.copyOf(sorted, n);
  }
}
