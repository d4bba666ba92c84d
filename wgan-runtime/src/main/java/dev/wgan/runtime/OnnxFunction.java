package dev.wgan.runtime;

import java.util.List;
import java.util.Map;

/**
 * A function that a model defines for its own nodes.
 *
 * <p>Immutable and thread-safe.
 *
 * @param domain its domain, empty for ONNX's own
 * @param name the operator type of the nodes that call it
 * @param inputs the names of its inputs
 * @param outputs the names of its outputs
 * @param defaults the default values of its attributes
 * @param nodes its body
 * @param opsets the operator sets of its body by domain
 */
record OnnxFunction(
    String domain,
    String name,
    List<String> inputs,
    List<String> outputs,
    List<OnnxAttribute> defaults,
    List<OnnxNode> nodes,
    Map<String, Long> opsets) {
  /** The same with outlines of its nodes and defaults. */
  OnnxFunction outline(int most) {
    return new OnnxFunction(
        domain,
        name,
        inputs,
        outputs,
        defaults.stream().map(attribute -> attribute.outline(most)).toList(),
        nodes.stream().map(node -> node.outline(most)).toList(),
        opsets);
  }
}
