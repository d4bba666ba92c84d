package dev.wgan.runtime;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values that nodes of a graph can name: its own, and those of the graphs around it.
 *
 * <p>Immutable and thread-safe.
 */
final class FactScope {
  private final List<OnnxNode> nodes;
  private final @Nullable FactScope outer;
  private final Map<String, StoredTensor> initializers = new HashMap<>();
  private final Map<String, OnnxNode> producers = new HashMap<>();
  private final Map<String, GraphValue> inputs = new HashMap<>();
  private final Set<String> own = new HashSet<>();

  FactScope(
      List<OnnxNode> nodes,
      List<StoredTensor> initializers,
      List<GraphValue> inputs,
      @Nullable FactScope outer) {
    this.nodes = nodes;
    this.outer = outer;
    for (StoredTensor tensor : initializers) {
      this.initializers.put(tensor.name(), tensor);
      own.add(tensor.name());
    }
    for (GraphValue input : inputs) {
      this.inputs.put(input.name(), input);
      own.add(input.name());
    }
    for (OnnxNode node : nodes) {
      for (String output : node.outputs()) {
        producers.put(output, node);
        own.add(output);
      }
    }
  }

  List<OnnxNode> nodes() {
    return nodes;
  }

  /** The constant of a name: an initializer, or the value of a Constant node. */
  Optional<StoredTensor> constant(String name) {
    if (!own.contains(name)) {
      return outer == null ? Optional.empty() : outer.constant(name);
    }
    StoredTensor initializer = initializers.get(name);
    if (initializer != null) {
      return Optional.of(initializer);
    }
    OnnxNode node = producers.get(name);
    return node != null && node.is("Constant")
        ? node.attribute("value").flatMap(OnnxAttribute::tensor)
        : Optional.empty();
  }

  /** The whole numbers of a constant, whichever way it is written. */
  Optional<long[]> integers(String name) {
    Optional<long[]> stored = constant(name).flatMap(StoredTensor::integers);
    if (stored.isPresent()) {
      return stored;
    }
    Optional<OnnxNode> node = producer(name).filter(found -> found.is("Constant"));
    Optional<long[]> list = node.flatMap(found -> found.integers("value_ints"));
    return list.isPresent()
        ? list
        : node.flatMap(found -> found.attribute("value_int"))
            .flatMap(OnnxAttribute::integer)
            .map(value -> new long[] {value});
  }

  /** The numbers of a constant. */
  Optional<double[]> numbers(String name) {
    return constant(name).flatMap(StoredTensor::numbers);
  }

  /** The node that gives a value. */
  Optional<OnnxNode> producer(String name) {
    if (!own.contains(name)) {
      return outer == null ? Optional.empty() : outer.producer(name);
    }
    return Optional.ofNullable(producers.get(name));
  }

  /** The declared input of a name, unless an initializer gives its default. */
  Optional<GraphValue> input(String name) {
    if (!own.contains(name)) {
      return outer == null ? Optional.empty() : outer.input(name);
    }
    return Optional.ofNullable(inputs.get(name)).filter(i -> !initializers.containsKey(name));
  }
}
