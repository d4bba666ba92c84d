package dev.wgan.onnx.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A node of a graph: an operator applied to values.
 *
 * <p>Immutable and thread-safe.
 *
 * @param operator the operator's name in ONNX
 * @param inputs the names of its inputs in order, empty for one that is left out
 * @param outputs the names of its outputs in order; the first names the node
 * @param attributes its attributes by name
 */
public record Node(
    String operator, List<String> inputs, List<String> outputs, Map<String, Attribute> attributes) {
  /** Copies the collections. */
  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /**
   * Returns the only or most important output.
   *
   * @return its name
   */
  public String output() {
    return outputs.get(0);
  }

  /**
   * Returns this node with other inputs.
   *
   * @param changed their names
   * @return the node
   */
  public Node withInputs(List<String> changed) {
    return new Node(operator, changed, outputs, attributes);
  }

  /** This node with every value's name mapped. */
  Node renamed(UnaryOperator<String> names) {
    return new Node(
        operator,
        inputs.stream().map(names).toList(),
        outputs.stream().map(names).toList(),
        attributes);
  }

  /**
   * Starts a node.
   *
   * @param operator the operator's name in ONNX
   * @return a builder
   */
  public static Builder of(String operator) {
    return new Builder(operator);
  }

  /**
   * Collects the parts of a node.
   *
   * <p>Not thread-safe.
   */
  public static final class Builder {
    private final String operator;
    private final List<String> inputs = new ArrayList<>();
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();

    private Builder(String operator) {
      this.operator = operator;
    }

    /**
     * Adds inputs.
     *
     * @param names their names in order, empty for one that is left out
     * @return this builder
     */
    public Builder in(String... names) {
      inputs.addAll(List.of(names));
      return this;
    }

    /**
     * Sets an attribute.
     *
     * @param name its name
     * @param value its value
     * @return this builder
     */
    public Builder set(String name, long value) {
      attributes.put(name, new Attribute.Whole(value));
      return this;
    }

    /**
     * Sets an attribute.
     *
     * @param name its name
     * @param values its value
     * @return this builder
     */
    public Builder set(String name, List<Integer> values) {
      attributes.put(name, new Attribute.Wholes(values.stream().map(Integer::longValue).toList()));
      return this;
    }

    /**
     * Sets an attribute.
     *
     * @param name its name
     * @param value its value
     * @return this builder
     */
    public Builder set(String name, double value) {
      attributes.put(name, new Attribute.Real((float) value));
      return this;
    }

    /**
     * Sets an attribute.
     *
     * @param name its name
     * @param value its value
     * @return this builder
     */
    public Builder set(String name, String value) {
      attributes.put(name, new Attribute.Text(value));
      return this;
    }

    /**
     * Sets an attribute.
     *
     * @param name its name
     * @param value its value
     * @return this builder
     */
    public Builder set(String name, Attribute value) {
      attributes.put(name, value);
      return this;
    }

    /**
     * Finishes the node.
     *
     * @param outputs the names of its outputs in order
     * @return the node
     */
    public Node to(String... outputs) {
      return new Node(operator, inputs, List.of(outputs), attributes);
    }
  }
}
