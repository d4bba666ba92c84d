package dev.wgan.onnx;

import java.util.List;

/**
 * How far a graph's outputs are from a reference's.
 *
 * <p>Immutable and thread-safe.
 *
 * @param against what the graph was held against
 * @param samples how many different samples
 * @param batches the batch sizes it was run at
 * @param maxError the largest absolute difference
 * @param meanError the mean absolute difference
 * @param relativeError the largest difference over the largest output
 * @param tolerance what the relative error may be
 */
public record Parity(
    String against,
    int samples,
    List<Integer> batches,
    double maxError,
    double meanError,
    double relativeError,
    double tolerance) {
  /**
   * Copies the list.
   *
   * @param against what the graph was held against
   * @param samples how many different samples
   * @param batches the batch sizes it was run at
   * @param maxError the largest absolute difference
   * @param meanError the mean absolute difference
   * @param relativeError the largest difference over the largest output
   * @param tolerance what the relative error may be
   */
  public Parity {
    batches = List.copyOf(batches);
  }

  /**
   * Returns whether the graph computes what the reference does.
   *
   * @return false also where an error is not a number
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

    /** Starts with the least that the outputs' magnitude is taken for. */
    Errors(double scale) {
      this.scale = scale;
    }

    void add(double expected, double found) {
      double error = Math.abs(expected - found);
      // Not a number must not get lost: it compares as false.
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
