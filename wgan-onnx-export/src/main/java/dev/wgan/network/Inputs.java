package dev.wgan.network;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The inputs of a network, found by name.
 *
 * <p>Immutable and thread-safe.
 *
 * @param list the inputs in order; the first one is the input of the first layer
 */
public record Inputs(List<InputSpec> list) {
  /**
   * Checks the names.
   *
   * @throws NetworkException if the list is empty or two inputs share a name
   */
  public Inputs {
    list = List.copyOf(list);
    if (list.isEmpty()) {
      throw new NetworkException("a network without inputs: expected at least one");
    }
    Set<String> names = new HashSet<>();
    for (InputSpec input : list) {
      if (!names.add(input.name())) {
        throw new NetworkException("two inputs are named '%s'".formatted(input.name()));
      }
    }
  }

  /**
   * Finds an input.
   *
   * @param name its name
   * @return the input
   * @throws NetworkException if there is no input of that name
   */
  public InputSpec get(String name) {
    return list.stream()
        .filter(input -> input.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new NetworkException(
                    "reads the input '%s': the network's inputs are %s"
                        .formatted(name, list.stream().map(InputSpec::name).toList())));
  }

  /** The value of an input among those that a network is compiled with. */
  static <V> V value(Map<String, V> values, String name) {
    V value = values.get(name);
    if (value == null) {
      throw new NetworkException(
          "the value of the network's input '%s' is missing".formatted(name));
    }
    return value;
  }
}
