package dev.wgan.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Direct buffers for ONNX Runtime, with a typed failure where they cannot be had. */
final class NativeMemory {
  /** A cache line, and the widest vector: ONNX Runtime aligns its own memory likewise. */
  private static final int ALIGNMENT = 64;

  private static final int MAX_BUFFER = Integer.MAX_VALUE - 4 * ALIGNMENT;

  private NativeMemory() {}

  /**
   * An aligned buffer of zeros in native byte order; {@code what} starts the sentence of a failure.
   */
  static ByteBuffer direct(long bytes, String what) {
    if (bytes >= 0 && bytes <= MAX_BUFFER) {
      try {
        return ByteBuffer.allocateDirect((int) bytes + 2 * ALIGNMENT)
            .alignedSlice(ALIGNMENT)
            .slice(0, (int) bytes)
            .order(ByteOrder.nativeOrder());
      } catch (OutOfMemoryError e) {
        throw new RunException(
            FailureSentence.of(
                "%s needs a buffer of %s bytes, which native memory does not hold: raise"
                    + " -XX:MaxDirectMemorySize, ask for fewer samples, or lower %s",
                what, bytes, Setting.CHUNK_SIZE),
            e);
      }
    }
    throw new RunException(
        FailureSentence.of(
            "%s needs a buffer of %s, and none holds more than 2^31 bytes: ask for fewer samples,"
                + " or lower %s",
            what, bytes < 0 ? "more than 2^63 bytes" : bytes + " bytes", Setting.CHUNK_SIZE));
  }
}
