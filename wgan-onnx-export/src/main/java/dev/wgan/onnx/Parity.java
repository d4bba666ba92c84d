package dev.wgan.onnx;

import java.util.List;

/**
 * The differences between a graph's outputs and those of a reference.
 *
 * <p>Immutable and thread-safe.
 *
 * @param against the name of the reference
 * @param samples the number of different samples
 * @param batches the batch sizes of the runs
 * @param maxError the largest absolute difference
 * @param meanError the mean absolute difference
 * @param relativeError the largest difference over the largest output
 * @param tolerance the largest permitted relative error
 */
public record Parity(
    String against,
    int samples,
    List<Integer> batches,
    double maxError,
    double meanError,
    double relativeError,
    double tolerance) {
  /** Copies the list. */
  public Parity {
    batches = List.copyOf(batches);
  }

  /**
   * Returns whether the relative error is within the tolerance.
   *
   * @return false also if an error is not a number
   */
  public boolean holds() {
    return relativeError <= tolerance;
  }

  /** Sums up differences. */
  static final class Errors {
    private double max;
    private double sum;
    private long count;
    private double scale;

    /** Starts with the smallest assumed magnitude of the outputs. */
    Errors(double scale) {
      this.scale = scale;
    }

    void add(double expected, double found) {
      double error = Math.abs(expected - found);
      // NaN must not get lost: every comparison with it is false.
      max = error <= max ? max : Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
      sum += error;
      scale = Math.max(scale, Math.abs(expected));
      count++;
    }

    double relative() {
      return max == 0 ? 0 : max / Math.max(scale, Float.MIN_NORMAL);
    }

    Parity parity(String against, int samples, List<Integer> batches, double tolerance) {
      return new Parity(
          against, samples, batches, max, sum / Math.max(1, count), relative(), tolerance);
    }
  }
}
