package dev.wgan.train.evaluate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Mean and covariance of a set of points, accumulated in double precision.
 *
 * <p>Immutable and thread-safe. O(n d²) time over all cores: 10,000 points of dimension 784 take
 * about half a second on two.
 */
final class Moments {
  /** Points centred at a time: their doubles stay in the cache. */
  private static final int POINTS = 64;

  /** Points that one pass over a row of the covariance adds. */
  private static final int QUAD = 4;

  private final double[] mean;
  private final DMatrixRMaj covariance;

  private Moments(double[] mean, DMatrixRMaj covariance) {
    this.mean = mean;
    this.covariance = covariance;
  }

  /** The moments of at least two points; the covariance is the unbiased one, over n - 1. */
  static Moments of(PointSet points) {
    points.checkSize(2, "a covariance");
    int d = points.dimension();
    double[] mean = meanOf(points);
    double[][] sums = new double[d][];
    Arrays.setAll(sums, row -> new double[d]); // its upper triangle is used
    int bands = Math.min(d, 4 * Runtime.getRuntime().availableProcessors());
    IntStream.range(0, bands).parallel().forEach(band -> addBand(points, mean, sums, band, bands));
    DMatrixRMaj covariance = new DMatrixRMaj(d, d);
    for (int i = 0; i < d; i++) {
      for (int j = i; j < d; j++) {
        double value = sums[i][j] / (points.size() - 1);
        covariance.set(i, j, value);
        covariance.set(j, i, value);
      }
    }
    return new Moments(mean, covariance);
  }

  /** The mean of at least one point. */
  static double[] meanOf(PointSet points) {
    int d = points.dimension();
    double[] mean = new double[d];
    float[] values = points.values();
    for (int i = 0; i < points.size(); i++) {
      for (int k = 0; k < d; k++) {
        mean[k] += values[i * d + k];
      }
    }
    for (int k = 0; k < d; k++) {
      mean[k] /= points.size();
    }
    return mean;
  }

  /** Adds all points' products to the rows band, band + bands, ... of the upper triangle. */
  private static void addBand(
      PointSet points, double[] mean, double[][] sums, int band, int bands) {
    int d = points.dimension();
    float[] values = points.values();
    double[][] centred = new double[POINTS][d];
    for (int from = 0; from < points.size(); from += POINTS) {
      for (int p = 0; p < POINTS; p++) {
        if (from + p < points.size()) {
          int at = (from + p) * d;
          for (int k = 0; k < d; k++) {
            centred[p][k] = values[at + k] - mean[k];
          }
        } else {
          Arrays.fill(centred[p], 0);
        }
      }
      for (int row = band; row < d; row += bands) {
        for (int p = 0; p < POINTS; p += QUAD) {
          add(sums[row], row, centred[p], centred[p + 1], centred[p + 2], centred[p + 3]);
        }
      }
    }
  }

  private static void add(double[] sums, int row, double[] w, double[] x, double[] y, double[] z) {
    double wRow = w[row];
    double xRow = x[row];
    double yRow = y[row];
    double zRow = z[row];
    for (int j = row; j < sums.length; j++) {
      sums[j] += (wRow * w[j] + xRow * x[j]) + (yRow * y[j] + zRow * z[j]);
    }
  }

  int dimension() {
    return mean.length;
  }

  double mean(int k) {
    return mean[k];
  }

  /** The covariance, [dimension, dimension]; not to be changed. */
  DMatrixRMaj covariance() {
    return covariance;
  }
}
