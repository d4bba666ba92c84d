package dev.wgan.train.architecture;

import dev.wgan.network.NetworkSpec;
import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.noise.Noise;
import dev.wgan.noise.Threefry;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The initial weights of a training: a pure function of network and seed.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Initializer {
  private Initializer() {}

  /**
   * Draws the weights of a network by its layers' own rules.
   *
   * @param network the network
   * @param seed any number
   * @return the weights
   */
  public static Weights weights(NetworkSpec network, long seed) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int place = 0;
    for (ParameterSpec parameter : network.parameters()) {
      float[] values = new float[parameter.shape().elements()];
      fill(values, parameter.initial(), Threefry.words(seed, place++));
      tensors.put(parameter.name(), Tensor.of(parameter.shape(), values));
    }
    SubpixelStart.apply(network, tensors);
    return Weights.of(tensors);
  }

  private static void fill(float[] values, ParameterSpec.Initial initial, long seed) {
    if (initial instanceof ParameterSpec.Initial.Constant constant) {
      Arrays.fill(values, (float) constant.value());
    } else if (initial instanceof ParameterSpec.Initial.Uniform uniform) {
      Noise.uniform(seed, 0, 1, values.length, values);
      scale(values, uniform.bound());
    } else if (initial instanceof ParameterSpec.Initial.Normal normal) {
      Noise.normal(seed, 0, 1, values.length, values);
      scale(values, normal.deviation());
    }
  }

  private static void scale(float[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * factor);
    }
  }
}
