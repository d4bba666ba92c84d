package dev.wgan.train.djl;

import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.network.reference.ReferenceNetwork;
import dev.wgan.network.reference.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Layers one after another with their weights, under names that are counted from the chain's first
 * layer.
 */
final class LayerChain {
  private final List<LayerSpec> layers = new ArrayList<>();
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  static LayerChain of(List<? extends LayerSpec> layers) {
    LayerChain chain = new LayerChain();
    layers.forEach(layer -> chain.add(layer, Map.of()));
    return chain;
  }

  static LayerChain of(LayerSpec layer, Map<String, Tensor> own) {
    LayerChain chain = new LayerChain();
    chain.add(layer, own);
    return chain;
  }

  void add(LayerSpec layer, Map<String, Tensor> own) {
    own.forEach((name, tensor) -> tensors.put(layers.size() + "." + name, tensor));
    layers.add(layer);
  }

  void addAll(LayerChain other) {
    int offset = layers.size();
    other.tensors.forEach(
        (name, tensor) -> {
          int dot = name.indexOf('.');
          int place = offset + Integer.parseInt(name.substring(0, dot));
          tensors.put(place + name.substring(dot), tensor);
        });
    layers.addAll(other.layers);
  }

  List<LayerSpec> layers() {
    return layers;
  }

  Map<String, Tensor> tensors() {
    return tensors;
  }

  /** The tensors as those of a composite that holds this chain under a name. */
  Map<String, Tensor> under(String name) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    tensors.forEach((key, tensor) -> named.put(name + "." + key, tensor));
    return named;
  }

  /** The output of these layers by their definition; the input itself if there are none. */
  Values run(Shape in, Values x) {
    if (layers.isEmpty()) {
      return x;
    }
    InputSpec input = new InputSpec("x", InputSpec.Role.IMAGE, in, 0);
    NetworkSpec network = new NetworkSpec(List.of(input), layers);
    return ReferenceNetwork.run(network, Weights.of(tensors).matching(network), Map.of("x", x));
  }
}
