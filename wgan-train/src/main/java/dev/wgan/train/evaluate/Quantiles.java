package dev.wgan.train.evaluate;

/** Quantiles of sorted values, linear between order statistics (type 7 of Hyndman and Fan 1996). */
final class Quantiles {
  private Quantiles() {}

  /** The quantile at {@code p} in [0, 1] of ascending values, at least one. */
  static double of(double[] ascending, double p) {
    double place = p * (ascending.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, ascending.length - 1);
    return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
  }
}
