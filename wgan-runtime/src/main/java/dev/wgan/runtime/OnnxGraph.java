package dev.wgan.runtime;

import java.util.List;
import java.util.Optional;

/**
 * A graph: the model's own, or one in an attribute of a node.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name its name
 * @param nodes its nodes in the order of the file, without those of graphs within them
 * @param initializers its constants, sparse ones left out
 * @param sparseInitializers the values and indices of its sparse constants
 * @param inputs its inputs; before IR version 4 every initializer is one of them
 * @param outputs its outputs
 * @param values what is declared of inner values
 */
record OnnxGraph(
    String name,
    List<OnnxNode> nodes,
    List<StoredTensor> initializers,
    List<StoredTensor> sparseInitializers,
    List<GraphValue> inputs,
    List<GraphValue> outputs,
    List<GraphValue> values) {
  /** The same without constants of more than so many elements, in memory of its own. */
  OnnxGraph outline(int most) {
    return new OnnxGraph(
        name,
        nodes.stream().map(node -> node.outline(most)).toList(),
        initializers.stream().map(tensor -> tensor.outline(most)).toList(),
        sparseInitializers.stream().map(tensor -> tensor.outline(most)).toList(),
        inputs,
        outputs,
        List.of());
  }

  /** The initializer of a name, if there is one. */
  Optional<StoredTensor> initializer(String wanted) {
    return initializers.stream().filter(tensor -> tensor.name().equals(wanted)).findFirst();
  }

  /** The node that gives a value, if there is one. */
  Optional<OnnxNode> producer(String value) {
    return nodes.stream().filter(node -> node.outputs().contains(value)).findFirst();
  }

  /** The tensor that a name stands for: an initializer, or the value of a Constant node. */
  Optional<StoredTensor> constant(String wanted) {
    Optional<StoredTensor> initializer = initializer(wanted);
    return initializer.isPresent()
        ? initializer
        : producer(wanted)
            .filter(node -> node.is("Constant"))
            .flatMap(node -> node.attribute("value"))
            .flatMap(OnnxAttribute::tensor);
  }
}
