package dev.wgan.train.evaluate;

import dev.wgan.noise.Noise;

/** Seeded standard normal points. */
final class Gaussians {
  private Gaussians() {}

  static PointSet standard(int n, int d, long seed) {
    float[] values = new float[n * d];
    Noise.normal(seed, 0, n, d, values);
    return PointSet.of(values, d);
  }

  /** The points, each moved by the same amount along the first axis and scaled before. */
  static PointSet moved(PointSet points, float scale, float shift) {
    float[] values = points.toArray();
    for (int k = 0; k < values.length; k++) {
      values[k] = values[k] * scale + (k % points.dimension() == 0 ? shift : 0);
    }
    return PointSet.of(values, points.dimension());
  }

  static double distance(PointSet a, int i, PointSet b, int j) {
    double sum = 0;
    for (int k = 0; k < a.dimension(); k++) {
      double difference = (double) a.get(i, k) - b.get(j, k);
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
