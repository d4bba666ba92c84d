package dev.wgan.runtime;

import java.util.List;
import java.util.Locale;

/**
 * The output that a generator's samples are read from.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name its name in the graph
 * @param type FLOAT32 or UINT8
 * @param kind what the samples are
 * @param shape dimensions of one sample; -1 where the size depends on the inputs
 * @param range the values its elements can take
 */
public record ModelOutput(
    String name,
    TensorData.ElementType type,
    SampleKind kind,
    List<Integer> shape,
    ValueRange range) {
  /** Whether every dimension is known. */
  boolean fixed() {
    return !shape.contains(-1);
  }

  /** Bytes of one element. */
  int elementBytes() {
    return type == TensorData.ElementType.UINT8 ? 1 : Float.BYTES;
  }

  /** The same output with the sample shape that a run has shown. */
  ModelOutput withShape(List<Integer> found) {
    return new ModelOutput(name, type, kind, found, range);
  }

  /** For example "samples (float32 image n x [1, 28, 28] from -1.0 to 1.0)". */
  @Override
  public String toString() {
    return "%s (%s %s n x %s from %s to %s)"
        .formatted(
            name,
            type.name().toLowerCase(Locale.ROOT),
            kind.name().toLowerCase(Locale.ROOT),
            shape,
            range.low(),
            range.high());
  }
}
