package dev.wgan.onnx.inspect;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a model is made of: its nodes with shapes, parameters and operations, its inputs and
 * outputs, and what it says of itself.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the file
 * @param bytes the size of the file, without external data
 * @param irVersion the version of the file format
 * @param opsets the imported operator sets and their versions; ONNX's own is {@code ai.onnx}
 * @param producer what wrote the file, empty where it does not say
 * @param inputs the graph's inputs, constants left out
 * @param outputs the graph's outputs
 * @param nodes the nodes in the order of the file
 * @param parameters how many floating-point elements all constants have
 * @param weightBytes how many bytes they take
 * @param flopsPerSample how many floating-point operations one sample takes, as far as known
 * @param flopsComplete whether those of every node are known
 * @param batching how the samples of a batch depend on each other, and so how they are run
 * @param metadata the metadata properties, sorted by key
 * @param findings what the checker found
 */
public record ModelDescription(
    String name,
    long bytes,
    long irVersion,
    Map<String, Long> opsets,
    String producer,
    List<ValueDescription> inputs,
    List<ValueDescription> outputs,
    List<NodeDescription> nodes,
    long parameters,
    long weightBytes,
    long flopsPerSample,
    boolean flopsComplete,
    String batching,
    Map<String, String> metadata,
    List<Finding> findings) {
  /**
   * Copies lists and maps.
   *
   * @param name the file
   * @param bytes the size of the file
   * @param irVersion the version of the file format
   * @param opsets the imported operator sets
   * @param producer what wrote the file
   * @param inputs the graph's inputs
   * @param outputs the graph's outputs
   * @param nodes the nodes
   * @param parameters how many elements all constants have
   * @param weightBytes how many bytes they take
   * @param flopsPerSample how many operations one sample takes
   * @param flopsComplete whether those of every node are known
   * @param batching how the samples of a batch depend on each other
   * @param metadata the metadata properties
   * @param findings what the checker found
   */
  public ModelDescription {
    opsets = Collections.unmodifiableMap(new TreeMap<>(opsets));
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    nodes = List.copyOf(nodes);
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    findings = List.copyOf(findings);
  }

  /**
   * Describes a model, ours or anybody's.
   *
   * @param model the model
   * @return the description; what cannot be known is left open
   */
  public static ModelDescription of(OnnxModel model) {
    return new Describer(model).describe();
  }

  static long sum(List<NodeDescription> nodes) {
    return nodes.stream()
        .map(NodeDescription::flops)
        .filter(Objects::nonNull)
        .reduce(0L, Long::sum);
  }
}
