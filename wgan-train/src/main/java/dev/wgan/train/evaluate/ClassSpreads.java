package dev.wgan.train.evaluate;

import java.util.List;

/**
 * Variances within classes: the mean squared distance of a class's points from their mean.
 *
 * <p>Thread-safe: there is no state.
 */
final class ClassSpreads {
  private ClassSpreads() {}

  /** Returns the variance within each class; NaN for a class of fewer than two points. */
  static double[] of(PointSet points, List<Integer> labels, int classes) {
    int d = points.dimension();
    double[] means = new double[classes * d];
    int[] counts = new int[classes];
    for (int i = 0; i < points.size(); i++) {
      counts[labels.get(i)]++;
      for (int k = 0; k < d; k++) {
        means[labels.get(i) * d + k] += points.get(i, k);
      }
    }
    double[] variances = new double[classes];
    for (int i = 0; i < points.size(); i++) {
      int label = labels.get(i);
      double squared = 0;
      for (int k = 0; k < d; k++) {
        double difference = points.get(i, k) - means[label * d + k] / counts[label];
        squared += difference * difference;
      }
      variances[label] += squared / (counts[label] - 1);
    }
    for (int label = 0; label < classes; label++) {
      variances[label] = counts[label] < 2 ? Double.NaN : variances[label];
    }
    return variances;
  }

  /** The ratio of two deviations; NaN if one is not known, or the second one is 0. */
  static double ratio(double variance, double of) {
    return of > 0 ? Math.sqrt(variance / of) : Double.NaN;
  }

  /** The ratio of the deviations over the classes for which both variances are known. */
  static double ratio(double[] variances, double[] of) {
    double sum = 0;
    double sumOf = 0;
    for (int label = 0; label < of.length; label++) {
      boolean known = !Double.isNaN(variances[label]) && !Double.isNaN(of[label]);
      sum += known ? variances[label] : 0;
      sumOf += known ? of[label] : 0;
    }
    return ratio(sum, sumOf);
  }
}
