package dev.wgan.train;

import dev.wgan.network.NetworkSpec;
import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Weights for tests: drawn as a network's parameters start, constants moved a little. */
final class RandomWeights {
  private RandomWeights() {}

  static Weights of(NetworkSpec network, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter : network.parameters()) {
      float[] values = new float[parameter.shape().elements()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) draw(parameter.initial(), random);
      }
      tensors.put(parameter.name(), Tensor.of(parameter.shape(), values));
    }
    return Weights.of(tensors);
  }

  private static double draw(ParameterSpec.Initial initial, Random random) {
    if (initial instanceof ParameterSpec.Initial.Uniform uniform) {
      return uniform.bound() * (2 * random.nextDouble() - 1);
    }
    if (initial instanceof ParameterSpec.Initial.Normal normal) {
      return normal.deviation() * random.nextGaussian();
    }
    double value = ((ParameterSpec.Initial.Constant) initial).value();
    return value + 0.2 * (random.nextDouble() - 0.5);
  }
}
