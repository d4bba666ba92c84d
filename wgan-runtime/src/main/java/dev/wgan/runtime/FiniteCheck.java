package dev.wgan.runtime;

import java.nio.Buffer;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/** Looks for NaN and infinite values in samples. Thread-safe: there is no state. */
final class FiniteCheck {
  private FiniteCheck() {}

  /**
   * Returns what is wrong with samples from a position of a buffer on, which are those from {@code
   * offset} on of their call; null if nothing is.
   */
  static @Nullable RunException find(
      ModelLayout layout, Buffer values, int position, int count, int offset) {
    if (!(values instanceof FloatBuffer all)) {
      return null;
    }
    int size = layout.sampleSize();
    for (int i = 0; i < count * size; i++) {
      float value = all.get(position + i);
      if (!Float.isFinite(value)) {
        return new RunException(
            "%s gave the value %s in sample %s of the call: expected finite numbers"
                .formatted(layout.model(), value, offset + i / size));
      }
    }
    return null;
  }

  /** Fails if something is wrong, see {@link #find}. */
  static void check(ModelLayout layout, Buffer values, int position, int count, int offset) {
    RunException wrong = find(layout, values, position, count, offset);
    if (wrong != null) {
      throw wrong;
    }
  }
}
