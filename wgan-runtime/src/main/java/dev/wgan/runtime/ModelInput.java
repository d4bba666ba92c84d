package dev.wgan.runtime;

import java.util.List;
import java.util.Locale;

/**
 * One of a model's inputs.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name its name in the graph
 * @param role what it means to the generator
 * @param type the type of its elements, as ONNX Runtime names it, such as FLOAT or INT64
 * @param batched whether its first dimension in the graph counts the samples
 * @param shape its dimensions, without the batch dimension if it is batched; -1 where any size goes
 * @param ranked whether the graph declares how many dimensions it has; if not, the shape is empty
 *     and any is taken
 */
public record ModelInput(
    String name, Role role, String type, boolean batched, List<Integer> shape, boolean ranked) {
  /** What an input means to the generator. */
  public enum Role {
    /** The noise that a sample is made from. */
    LATENT,
    /** The class of a sample, int64 or int32. */
    LABEL,
    /** An image to be turned into another. */
    IMAGE,
    /** A mask over an image. */
    MASK,
    /** Nothing that the model's metadata names: it must be given by name. */
    OTHER
  }

  /**
   * Creates an input whose number of dimensions is known.
   *
   * @param name its name in the graph
   * @param role what it means to the generator
   * @param type the type of its elements, as ONNX Runtime names it
   * @param batched whether its first dimension in the graph counts the samples
   * @param shape its dimensions, without the batch dimension; -1 where any size goes
   */
  public ModelInput(String name, Role role, String type, boolean batched, List<Integer> shape) {
    this(name, role, type, batched, shape, true);
  }

  /** Whether every dimension is known. */
  boolean fixed() {
    return ranked && !shape.contains(-1);
  }

  /** Whether a generator fills it when the caller does not. */
  boolean isDrawn() {
    return role == Role.LATENT || role == Role.LABEL;
  }

  /** Whether it takes values of a shape, without the batch dimension. */
  boolean takes(List<Integer> given) {
    return !ranked || Shapes.fits(given, shape);
  }

  /** Its dimensions in the graph for so many samples. */
  long[] dims(int batch) {
    return batched
        ? Shapes.batched(batch, shape)
        : shape.stream().mapToLong(Integer::longValue).toArray();
  }

  @Override
  public String toString() {
    return "%s (%s %s%s)"
        .formatted(
            name,
            type.toLowerCase(Locale.ROOT),
            batched ? "n x " : "",
            ranked ? shape.toString().replace("-1", "any") : "any shape");
  }
}
