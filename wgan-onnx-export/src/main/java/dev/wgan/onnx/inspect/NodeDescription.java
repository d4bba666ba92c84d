package dev.wgan.onnx.inspect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of a model.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name its name, or a substitute for a missing one
 * @param operator its operator, preceded by the domain if that is not ONNX's own
 * @param inputs the values that it reads, without constants
 * @param outputs its outputs
 * @param parameters the number of floating-point elements of its constants; shared ones count for
 *     the first node
 * @param bytes the size of its constants in bytes
 * @param flops its floating-point operations for one sample, where a multiplication and an addition
 *     count as two; null if unknown
 */
public record NodeDescription(
    String name,
    String operator,
    List<String> inputs,
    List<ValueDescription> outputs,
    long parameters,
    long bytes,
    @Nullable Long flops) {
  /** Copies the lists. */
  public NodeDescription {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
