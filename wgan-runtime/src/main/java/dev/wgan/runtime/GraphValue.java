package dev.wgan.runtime;

import java.util.List;
import java.util.Optional;

/**
 * An input, output or inner value that a graph declares.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name its name
 * @param elementType the type of its elements, a number of {@code TensorProto.DataType}; 0 if the
 *     value is not a tensor or declares none
 * @param dims its dimensions, {@link #OPEN} for those without a number; empty if the rank is not
 *     declared
 */
record GraphValue(String name, int elementType, Optional<List<Long>> dims) {
  /** A dimension that is left open or has a name only. */
  static final long OPEN = -1;
}
