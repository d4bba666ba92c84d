package dev.wgan.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of a graph or function.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name its name, which may be empty
 * @param domain the domain of its operator, empty for ONNX's own
 * @param opType its operator
 * @param inputs the names of its inputs, empty for those left out
 * @param outputs the names of its outputs, empty for those left out
 * @param attributes its attributes by name
 */
record OnnxNode(
    String name,
    String domain,
    String opType,
    List<String> inputs,
    List<String> outputs,
    Map<String, OnnxAttribute> attributes) {
  Optional<OnnxAttribute> attribute(String wanted) {
    return Optional.ofNullable(attributes.get(wanted));
  }

  /** The whole number in an attribute, or the default where the attribute is not given. */
  long integer(String attribute, long otherwise) {
    return attribute(attribute).flatMap(OnnxAttribute::integer).orElse(otherwise);
  }

  /** The whole numbers in an attribute; empty if it is not given. */
  Optional<long[]> integers(String attribute) {
    return attribute(attribute).flatMap(OnnxAttribute::integers);
  }

  /** The float in an attribute, or the default where the attribute is not given. */
  float real(String attribute, float otherwise) {
    return attribute(attribute).flatMap(OnnxAttribute::real).orElse(otherwise);
  }

  /** The text in an attribute, or the default where the attribute is not given. */
  String text(String attribute, String otherwise) {
    return attribute(attribute).flatMap(OnnxAttribute::text).orElse(otherwise);
  }

  /** The same with outlines of its attributes. */
  OnnxNode outline(int most) {
    Map<String, OnnxAttribute> outlines = new LinkedHashMap<>();
    attributes.forEach((key, attribute) -> outlines.put(key, attribute.outline(most)));
    return new OnnxNode(name, domain, opType, inputs, outputs, outlines);
  }

  /** Returns whether the operator is ONNX's own of this name. */
  boolean is(String operator) {
    return domain.isEmpty() && opType.equals(operator);
  }

  /** The domain and operator, such as {@code com.microsoft:Gelu}, or {@code Conv}. */
  String operator() {
    return domain.isEmpty() ? opType : domain + ":" + opType;
  }

  /** Names the node in messages: by its name, or by what it gives. */
  String where() {
    if (!name.isEmpty()) {
      return "node '%s' (%s)".formatted(name, opType);
    }
    String output = outputs.isEmpty() ? "" : outputs.get(0);
    return "the node of '%s' (%s)".formatted(output, opType);
  }
}
