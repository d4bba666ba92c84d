package dev.wgan.train.djl;

import ai.djl.nn.Block;
import dev.wgan.network.NetworkException;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.reference.Values;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** Finds the epsilon of a normalization from one output that depends on it. */
final class Epsilon {
  /** Common values, DJL's default first: an estimate near one of them is taken for it. */
  private static final double[] USUAL = {1e-5, 1e-3, 1e-6, 1e-4, 1e-8, 1e-7, 1e-2, 2e-5, 1e-12};

  private static final double NEAR = 0.02;

  private Epsilon() {}

  /** The channel of the smallest variance depends on it most. */
  static double ofBatchNorm(
      BlockRunner runner, Block block, Shape in, Map<String, Tensor> parameters) {
    float[] scale = values(parameters, "weight");
    float[] shift = values(parameters, "bias");
    float[] mean = values(parameters, "running_mean");
    float[] variance = values(parameters, "running_var");
    if (in.rank() < 1 || in.dim(0) != scale.length) {
      throw new NetworkException(
          "normalizes %s channels of an input %s: expected the channels as the first dimension"
              .formatted(scale.length, in));
    }
    int best = -1;
    for (int i = 0; i < scale.length; i++) {
      if (scale[i] != 0 && (best < 0 || variance[i] < variance[best])) {
        best = i;
      }
    }
    if (best < 0) {
      return USUAL[0];
    }
    int positions = in.elements() / scale.length;
    float[] x = new float[in.elements()];
    double far = 1000 * Math.max(Math.sqrt(variance[best]), 1e-3) + Math.abs(mean[best]) * 100;
    Arrays.fill(x, best * positions, (best + 1) * positions, (float) far);
    float y = runner.run(block, Values.of(1, in, x)).toFloats()[best * positions];
    double sum = square(scale[best] * (x[best * positions] - (double) mean[best]), y - shift[best]);
    return nearest(sum - variance[best], 2e-6 * sum);
  }

  /** An input of little variance depends on it most. */
  static double ofLayerNorm(
      BlockRunner runner, Block block, Shape in, Map<String, Tensor> parameters) {
    float[] scale = values(parameters, "weight");
    float[] shift = values(parameters, "bias");
    float[] x = new float[in.elements()];
    for (int i = 0; i < x.length; i++) {
      x[i] = i % 2 == 0 ? 1e-3f : -1e-3f;
    }
    double mean = 0;
    double squares = 0;
    int best = 0;
    for (int i = 0; i < scale.length; i++) {
      mean += x[i] / (double) scale.length;
      squares += x[i] * (double) x[i] / scale.length;
      best = Math.abs(scale[i]) > Math.abs(scale[best]) ? i : best;
    }
    if (scale.length < 2 || scale[best] == 0) {
      return USUAL[0];
    }
    float y = runner.run(block, Values.of(1, in, x)).toFloats()[best];
    double variance = squares - mean * mean;
    double sum = square(scale[best] * (x[best] - mean), y - shift[best]);
    double lost = 1e-6 * (1 + Math.abs(shift[best] / (y - shift[best])));
    return nearest(sum - variance, lost * sum);
  }

  private static double square(double numerator, double denominator) {
    return numerator / denominator * (numerator / denominator);
  }

  private static double nearest(double estimate, double error) {
    for (double usual : USUAL) {
      if (Math.abs(estimate - usual) <= Math.max(error, NEAR * usual)) {
        return usual;
      }
    }
    if (!(estimate > 0 && Double.isFinite(estimate))) {
      return USUAL[0];
    }
    return new BigDecimal(estimate).round(new MathContext(3)).doubleValue();
  }

  private static float[] values(Map<String, Tensor> parameters, String name) {
    return Objects.requireNonNull(parameters.get(name)).toArray();
  }
}
