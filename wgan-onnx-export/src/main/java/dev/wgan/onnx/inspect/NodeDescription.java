package dev.wgan.onnx.inspect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of a model.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name its name, or what it is called for want of one
 * @param operator its operator, with the domain in front if it is not ONNX's own
 * @param inputs the values it reads, constants left out
 * @param outputs the values it gives
 * @param parameters how many floating-point elements its constants have; those that several nodes
 *     share count for the first
 * @param bytes how many bytes its constants take
 * @param flops how many floating-point operations it takes for one sample, a multiplication and an
 *     addition being two; null where that cannot be known
 */
public record NodeDescription(
    String name,
    String operator,
    List<String> inputs,
    List<ValueDescription> outputs,
    long parameters,
    long bytes,
    @Nullable Long flops) {
  /**
   * Copies the lists.
   *
   * @param name its name
   * @param operator its operator
   * @param inputs the values it reads
   * @param outputs the values it gives
   * @param parameters how many elements its constants have
   * @param bytes how many bytes its constants take
   * @param flops how many operations it takes for one sample, or null
   */
  public NodeDescription {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
