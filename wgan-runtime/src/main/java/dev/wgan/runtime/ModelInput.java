package dev.wgan.runtime;

import java.util.List;

/**
 * One of a model's inputs.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name its name in the graph
 * @param role what it means to the generator
 * @param type what it holds, as ONNX Runtime names it, such as FLOAT or INT64
 * @param batched whether its first dimension counts the samples; otherwise one value serves all
 * @param shape its dimensions, without the batch dimension if it is batched; -1 where any size goes
 */
public record ModelInput(
    String name, Role role, String type, boolean batched, List<Integer> shape) {
  /** What an input means to the generator. */
  public enum Role {
    /** The noise that a sample is made from. */
    LATENT,
    /** The class of a sample, int64. */
    LABEL,
    /** An image to be turned into another. */
    IMAGE,
    /** A mask over an image. */
    MASK,
    /** Nothing that the model's metadata names: it must be given by name. */
    OTHER
  }

  /** Whether every dimension is known. */
  boolean fixed() {
    return !shape.contains(-1);
  }

  @Override
  public String toString() {
    return "%s (%s %s%s)"
        .formatted(name, type.toLowerCase(java.util.Locale.ROOT), batched ? "n x " : "", shape);
  }
}
