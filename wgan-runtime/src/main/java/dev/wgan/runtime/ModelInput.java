package dev.wgan.runtime;

import java.util.List;
import java.util.Locale;

/**
 * An input of a model.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name its name in the graph
 * @param role its role
 * @param type the type of its elements in the graph
 * @param batched whether its first dimension in the graph counts the samples
 * @param shape its dimensions, without the batch dimension if it is batched; -1 for any size
 * @param ranked whether the graph declares the number of dimensions; if not, the shape is empty and
 *     any shape is accepted
 */
public record ModelInput(
    String name, Role role, NativeType type, boolean batched, List<Integer> shape, boolean ranked) {
  /** The role of an input. */
  public enum Role {
    /** The noise from which a sample is made. */
    LATENT,
    /** The class of a sample, int64 or int32. */
    LABEL,
    /** An image to be turned into another. */
    IMAGE,
    /** A mask over an image. */
    MASK,
    /** An input without a role in the metadata, which must be given by name. */
    OTHER
  }

  /**
   * Creates an input whose number of dimensions is known.
   *
   * @param name its name in the graph
   * @param role its role
   * @param type the type of its elements in the graph
   * @param batched whether its first dimension in the graph counts the samples
   * @param shape its dimensions, without the batch dimension; -1 for any size
   */
  public ModelInput(String name, Role role, NativeType type, boolean batched, List<Integer> shape) {
    this(name, role, type, batched, shape, true);
  }

  /** Returns whether every dimension is known. */
  boolean fixed() {
    return ranked && !shape.contains(-1);
  }

  /** Returns whether a generator fills the input if the caller does not. */
  boolean isDrawn() {
    return role == Role.LATENT || role == Role.LABEL;
  }

  /** Returns whether the input takes values of a shape, without the batch dimension. */
  boolean takes(List<Integer> given) {
    return !ranked || Shapes.fits(given, shape);
  }

  /** Returns its dimensions in the graph for a number of samples. */
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
            type.name().toLowerCase(Locale.ROOT),
            batched ? "n x " : "",
            ranked ? shape.toString().replace("-1", "any") : "any shape");
  }
}
