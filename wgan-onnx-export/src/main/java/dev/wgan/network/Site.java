package dev.wgan.network;

import java.util.Map;

/**
 * Where in a network a visitor meets a layer.
 *
 * <p>Immutable; as thread-safe as its values.
 *
 * @param <V> what the visitor computes with: names of values in a graph, variables of a program
 * @param path the layer's path, which its parameters' names start with ({@code 3.body.0})
 * @param value the layer's input
 * @param in the shape of one sample of the input
 * @param out the shape of one sample of the output
 * @param inputs the network's inputs by name
 */
public record Site<V>(String path, V value, Shape in, Shape out, Map<String, V> inputs) {
  /**
   * Returns the full name of one of the layer's parameters.
   *
   * @param parameter its name within the layer
   * @return its name within the network
   */
  public String name(String parameter) {
    return path + "." + parameter;
  }

  /**
   * Returns an input of the network.
   *
   * @param name its name
   * @return its value
   * @throws NetworkException if there is none of that name
   */
  public V input(String name) {
    return Inputs.value(inputs, name);
  }
}
