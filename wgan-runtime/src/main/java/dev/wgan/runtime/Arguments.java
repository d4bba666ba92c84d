package dev.wgan.runtime;

import dev.wgan.noise.Noise;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Checks of arguments that many methods share.
 *
 * <p>Thread-safe: there is no state.
 */
final class Arguments {
  private Arguments() {}

  /** Returns an argument that must not be null. */
  static <T> T require(@Nullable T value, String name) {
    if (value == null) {
      throw new InputException(name + " is null: expected a value");
    }
    return value;
  }

  /** Throws unless samples {@code first} to {@code first + n - 1} of a seed exist. */
  static void requireIndices(long first, long n) {
    try {
      Noise.requireIndices(first, n);
    } catch (IllegalArgumentException e) {
      throw new InputException(Objects.requireNonNull(e.getMessage()));
    }
  }
}
