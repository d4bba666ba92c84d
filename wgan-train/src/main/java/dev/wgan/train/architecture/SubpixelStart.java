package dev.wgan.train.architecture;

import dev.wgan.network.Composite;
import dev.wgan.network.Conv;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Initial weights of convolutions in front of a pixel shuffle: all pixels of a block start with
 * equal weights, so that the enlarged image starts without a checkerboard (Aitken et al. 2017,
 * "Checkerboard artifact free sub-pixel convolution", called ICNR).
 *
 * <p>Thread-safe: there is no state.
 */
final class SubpixelStart {
  private SubpixelStart() {}

  /** Replaces the tensors of such convolutions in a network's weights. */
  static void apply(NetworkSpec network, Map<String, Tensor> weights) {
    factors(network.layers(), "")
        .forEach(
            (path, factor) -> {
              for (String parameter : List.of(path + ".weight", path + ".bias")) {
                weights.computeIfPresent(parameter, (name, tensor) -> repeated(tensor, factor));
              }
            });
  }

  /** The factor of the pixel shuffle after each convolution that has one, by its path. */
  private static Map<String, Integer> factors(List<LayerSpec> layers, String path) {
    Map<String, Integer> factors = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      String at = path.isEmpty() ? String.valueOf(i) : path + "." + i;
      if (layers.get(i) instanceof Composite composite) {
        composite
            .chains()
            .forEach((name, chain) -> factors.putAll(factors(chain, at + "." + name)));
      }
      if (layers.get(i) instanceof Conv
          && i + 1 < layers.size()
          && layers.get(i + 1) instanceof Reshaping.PixelShuffle shuffle) {
        factors.put(at, shuffle.factor());
      }
    }
    return factors;
  }

  /** Output channels c r^2 to c r^2 + r^2 - 1, one block of pixels, get the values of the first. */
  private static Tensor repeated(Tensor tensor, int factor) {
    float[] values = tensor.toArray();
    Shape shape = tensor.shape();
    int size = values.length / shape.dim(0);
    int block = factor * factor;
    for (int channel = 0; channel < shape.dim(0); channel++) {
      System.arraycopy(values, channel / block * block * size, values, channel * size, size);
    }
    return Tensor.of(shape, values);
  }
}
