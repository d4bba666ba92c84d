package dev.wgan.train.data;

import java.nio.ByteBuffer;

/**
 * Images as unsigned bytes, on the heap or in a mapped file, read as {@code byte / 127.5 - 1}.
 *
 * <p>Thread-safe for reading. A file stays mapped until its data set is closed and the garbage
 * collector has found no reader.
 */
final class ByteDataset extends SegmentedDataset {
  private static final float[] VALUE_OF = new float[256];

  static {
    for (int b = 0; b < VALUE_OF.length; b++) {
      VALUE_OF[b] = valueOf(b);
    }
  }

  ByteDataset(DataDescription description, Pixels pixels, int size, int[] labels) {
    super(description, pixels, size, labels);
  }

  /** The value in [-1, 1] of a byte, 0 to 255. */
  static float valueOf(int unsignedByte) {
    return unsignedByte / 127.5f - 1f;
  }

  @Override
  void decode(ByteBuffer segment, int start, float[] into, int offset, int length) {
    for (int i = 0; i < length; i++) {
      into[offset + i] = VALUE_OF[segment.get(start + i) & 0xFF];
    }
  }
}
