package dev.wgan.train.data;

import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The named tensors of a training step: {@link #SAMPLE}, which is real, {@link #LATENT}, {@link
 * #LABEL}, and the tensors of a task.
 *
 * <p>Immutable, except for the buffers, which are not copied. Not thread-safe.
 */
public final class Batch {
  /** Real samples, {@code [batch, shape]}. */
  public static final String SAMPLE = "sample";

  /** Latents, {@code [batch, latent]}. */
  public static final String LATENT = "latent";

  /** Classes, {@code [batch]}. */
  public static final String LABEL = "label";

  /** Images that a generator is given, {@code [batch, shape]}. */
  public static final String IMAGE = "image";

  /** The given pixels of the images, {@code [batch, 1, height, width]}. */
  public static final String MASK = "mask";

  /** Interpolation coefficients between real and generated samples, {@code [batch]}. */
  public static final String EPSILON = "epsilon";

  /**
   * A tensor on its way into the engine.
   *
   * @param values a {@link FloatBuffer} or, for labels, a {@link LongBuffer}, row-major, read from
   *     its position to its limit
   * @param shape the shape, the batch first
   */
  public record Values(Buffer values, List<Long> shape) {}

  private static final Batch EMPTY = new Batch(Map.of());

  private final Map<String, Values> tensors;

  private Batch(Map<String, Values> tensors) {
    this.tensors = tensors;
  }

  /**
   * Returns a batch without tensors.
   *
   * @return the empty batch
   */
  public static Batch empty() {
    return EMPTY;
  }

  /**
   * Returns a batch of one tensor.
   *
   * @param name its name
   * @param values its values, not copied
   * @param shape its shape, the batch first
   * @return the batch
   */
  public static Batch of(String name, float[] values, long... shape) {
    return EMPTY.with(name, FloatBuffer.wrap(values), shape);
  }

  /**
   * Adds a tensor, or replaces the one of its name.
   *
   * @param name its name
   * @param values its values, not copied
   * @param shape its shape, the batch first
   * @return the larger batch
   */
  public Batch with(String name, FloatBuffer values, long... shape) {
    return with(name, new Values(values, java.util.Arrays.stream(shape).boxed().toList()));
  }

  /**
   * Adds labels, or replaces them.
   *
   * @param labels the class of each sample, not copied; none for a batch without labels
   * @return the larger batch
   */
  public Batch labelled(long[] labels) {
    return labels.length == 0
        ? this
        : with(LABEL, new Values(LongBuffer.wrap(labels), List.of((long) labels.length)));
  }

  /**
   * Adds the labels of another batch, if it has labels: within a class, two scores differ by
   * quality alone.
   *
   * @param other the other batch
   * @return the larger batch
   */
  public Batch labelledAs(Batch other) {
    return other.has(LABEL) ? with(LABEL, other.get(LABEL)) : this;
  }

  private Batch with(String name, Values values) {
    Map<String, Values> all = new LinkedHashMap<>(tensors);
    all.put(name, values);
    return new Batch(all);
  }

  /**
   * Adds all tensors of another batch; a tensor of the other batch replaces one of equal name.
   *
   * @param other the other batch
   * @return both
   */
  public Batch and(Batch other) {
    Map<String, Values> all = new LinkedHashMap<>(tensors);
    all.putAll(other.tensors);
    return new Batch(all);
  }

  /**
   * Returns the names of the tensors.
   *
   * @return the names, in the order in which they were added
   */
  public Set<String> names() {
    return java.util.Collections.unmodifiableSet(tensors.keySet());
  }

  /**
   * Returns whether there is a tensor of a name.
   *
   * @param name the name
   * @return true if the batch has it
   */
  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  /**
   * Returns a tensor.
   *
   * @param name its name
   * @return the tensor
   * @throws IllegalArgumentException if there is no tensor of that name
   */
  public Values get(String name) {
    return Optional.ofNullable(tensors.get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the batch has no tensor '%s': it has %s".formatted(name, tensors.keySet())));
  }

  /**
   * Returns the values of a tensor of floats.
   *
   * @param name its name
   * @return the values from position 0, as a buffer of its own over the same memory
   */
  public FloatBuffer floats(String name) {
    return ((FloatBuffer) get(name).values()).duplicate();
  }

  /**
   * Returns the number of samples.
   *
   * @return the first dimension of the first tensor
   */
  public int size() {
    return Math.toIntExact(tensors.values().iterator().next().shape().get(0));
  }
}
