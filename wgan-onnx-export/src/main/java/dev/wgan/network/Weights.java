package dev.wgan.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values of a network's parameters by name, in order.
 *
 * <p>Immutable and thread-safe.
 */
public final class Weights {
  private final Map<String, Tensor> tensors;

  private Weights(Map<String, Tensor> tensors) {
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /**
   * Returns weights.
   *
   * @param tensors the tensors by name, in order
   * @return the weights
   */
  public static Weights of(Map<String, Tensor> tensors) {
    return new Weights(tensors);
  }

  /**
   * Returns the names.
   *
   * @return the names in order
   */
  public Set<String> names() {
    return tensors.keySet();
  }

  /**
   * Returns a tensor.
   *
   * @param name its name
   * @return the tensor
   * @throws NetworkException if there is no tensor of that name
   */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new NetworkException("there is no weight '%s' among %s".formatted(name, names()));
    }
    return tensor;
  }

  /**
   * Checks that these are the weights of a network: every parameter in its shape, and nothing else.
   *
   * @param network the network
   * @return these weights in the order of the network's parameters
   * @throws NetworkException if they differ; the message lists every difference with both shapes
   */
  public Weights matching(NetworkSpec network) {
    List<String> differences = new ArrayList<>();
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    Set<String> known = new HashSet<>();
    for (ParameterSpec parameter : network.parameters()) {
      known.add(parameter.name());
      Tensor tensor = tensors.get(parameter.name());
      if (tensor == null) {
        differences.add("%s %s is missing".formatted(parameter.name(), parameter.shape()));
      } else if (!tensor.shape().equals(parameter.shape())) {
        differences.add(
            "%s is %s where the network has %s"
                .formatted(parameter.name(), tensor.shape(), parameter.shape()));
      } else {
        ordered.put(parameter.name(), tensor);
      }
    }
    for (String name : names()) {
      if (!known.contains(name)) {
        differences.add("%s %s is not in the network".formatted(name, get(name).shape()));
      }
    }
    if (!differences.isEmpty()) {
      throw new NetworkException(
          "the weights are not those of the network: " + String.join("; ", differences));
    }
    return new Weights(ordered);
  }
}
