package dev.wgan.runtime;

import java.util.function.Supplier;

/** Large arrays of the heap, with a typed failure where they do not fit. */
final class HeapArrays {
  private HeapArrays() {}

  /** Makes what needs a large array; {@code what} starts the sentence of a failure. */
  static <T> T fit(String what, Supplier<T> make) {
    try {
      return make.get();
    } catch (OutOfMemoryError e) {
      throw new RunException(
          "%s do not fit into the heap of %s MB: take fewer samples at a time, or give the JVM a"
                  .formatted(what, megabytes())
              + " larger heap",
          e);
    }
  }

  /** The most that the heap may grow to. */
  static long megabytes() {
    return Runtime.getRuntime().maxMemory() >> 20;
  }
}
