package dev.wgan.onnx.inspect;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A description of a model: its inputs and outputs, its nodes with shapes, parameters and
 * operations, and its metadata.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the file
 * @param bytes the size of the file, without external data
 * @param irVersion the version of the file format
 * @param opsets the imported operator sets and their versions; ONNX's own is {@code ai.onnx}
 * @param producer the program that wrote the file, empty if it is not recorded
 * @param inputs the graph's inputs without constants
 * @param outputs the graph's outputs
 * @param nodes the nodes in the order of the file
 * @param parameters the number of floating-point elements of all constants
 * @param weightBytes their size in bytes
 * @param flopsPerSample the floating-point operations of one sample, as far as known
 * @param flopsComplete whether those of every node are known
 * @param batching the way in which samples are run: in batches, or one at a time
 * @param metadata the metadata properties, sorted by key
 * @param findings the findings of the structure check
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
  /** Copies lists and maps. */
  public ModelDescription {
    opsets = Collections.unmodifiableMap(new TreeMap<>(opsets));
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    nodes = List.copyOf(nodes);
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    findings = List.copyOf(findings);
  }

  /**
   * Describes a model of any origin.
   *
   * @param model the model
   * @return the description; unknown facts are empty
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
