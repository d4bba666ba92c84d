package dev.wgan.runtime;

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
}
