package dev.wgan.train.restore;

/**
 * Measures of a restored picture against its original, on the luminance.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Fidelity {
  private static final double PEAK = 255;
  private static final int WINDOW = 11;
  private static final double SIGMA = 1.5;
  private static final double C1 = 0.01 * PEAK * 0.01 * PEAK;
  private static final double C2 = 0.03 * PEAK * 0.03 * PEAK;

  private Fidelity() {}

  /**
   * Returns the ratio of the peak signal to the noise.
   *
   * @param restored the restored picture
   * @param original the original
   * @param border pixels that are left out at each edge
   * @return {@code 10 log10(255^2 / mean squared difference)} in decibels; infinite for equal ones
   */
  public static double psnr(Plane restored, Plane original, int border) {
    double sum = 0;
    long count = 0;
    for (int row = border; row < original.height() - border; row++) {
      for (int column = border; column < original.width() - border; column++) {
        double difference = restored.at(row, column) - original.at(row, column);
        sum += difference * difference;
        count++;
      }
    }
    return 10 * Math.log10(PEAK * PEAK * count / sum);
  }

  /**
   * Returns the ratio of the peak signal to the noise inside holes.
   *
   * @param restored the restored picture
   * @param original the original
   * @param mask 1 in holes, {@code [height, width]}
   * @return decibels; infinite for equal ones
   */
  public static double holePsnr(Plane restored, Plane original, float[] mask) {
    double sum = 0;
    long count = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] > 0.5f) {
        double difference = restored.values()[i] - original.values()[i];
        sum += difference * difference;
        count++;
      }
    }
    return 10 * Math.log10(PEAK * PEAK * count / sum);
  }

  /**
   * Returns the structural similarity (Wang et al. 2004, "Image quality assessment: from error
   * visibility to structural similarity", equation 13): the mean over all windows of 11 × 11 pixels
   * that lie inside the picture, weighted by a Gaussian of 1.5 pixels.
   *
   * @param restored the restored picture
   * @param original the original
   * @param border pixels that are left out at each edge
   * @return 1 for equal pictures
   */
  public static double ssim(Plane restored, Plane original, int border) {
    double[] weights = gaussian();
    double sum = 0;
    long count = 0;
    for (int row = border; row + WINDOW <= original.height() - border; row++) {
      for (int column = border; column + WINDOW <= original.width() - border; column++) {
        sum += window(restored, original, row, column, weights);
        count++;
      }
    }
    return sum / count;
  }

  private static double window(
      Plane restored, Plane original, int top, int left, double[] weights) {
    double meanA = 0;
    double meanB = 0;
    double squareA = 0;
    double squareB = 0;
    double product = 0;
    for (int r = 0; r < WINDOW; r++) {
      for (int c = 0; c < WINDOW; c++) {
        double weight = weights[r] * weights[c];
        double a = restored.at(top + r, left + c);
        double b = original.at(top + r, left + c);
        meanA += weight * a;
        meanB += weight * b;
        squareA += weight * a * a;
        squareB += weight * b * b;
        product += weight * a * b;
      }
    }
    double covariance = product - meanA * meanB;
    double variances = squareA - meanA * meanA + squareB - meanB * meanB;
    return (2 * meanA * meanB + C1)
        * (2 * covariance + C2)
        / ((meanA * meanA + meanB * meanB + C1) * (variances + C2));
  }

  private static double[] gaussian() {
    double[] weights = new double[WINDOW];
    double sum = 0;
    for (int i = 0; i < WINDOW; i++) {
      double d = i - WINDOW / 2;
      weights[i] = Math.exp(-d * d / (2 * SIGMA * SIGMA));
      sum += weights[i];
    }
    for (int i = 0; i < WINDOW; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /**
   * Returns the smallest side of a picture that has a structural similarity.
   *
   * @param border pixels that are left out at each edge
   * @return pixels
   */
  public static int leastSide(int border) {
    return WINDOW + 2 * border;
  }

  /**
   * Returns the energy of the finest details, those that half the resolution cannot have.
   *
   * @param picture a picture
   * @return the mean of their squares
   */
  public static double fineEnergy(Plane picture) {
    double sum = 0;
    for (float value : picture.detail().values()) {
      sum += (double) value * value;
    }
    return sum / (picture.width() * picture.height());
  }
}
