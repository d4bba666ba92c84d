package dev.wgan.network;

import java.util.Map;

/**
 * The place of a layer in a network.
 *
 * <p>Immutable; as thread-safe as its values.
 *
 * @param <V> the type of values: names in a graph, variables of a program, numbers
 * @param path the layer's path ({@code 3.body.0}), with which its parameters' names start
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
   * @throws NetworkException if there is no input of that name
   */
  public V input(String name) {
    return Inputs.value(inputs, name);
  }
}
