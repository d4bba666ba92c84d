package dev.wgan.train.data;

import java.nio.ByteBuffer;

/**
 * Sounds as signed 16-bit values, big-endian, read as {@code value / 32768}.
 *
 * <p>Thread-safe for reading. A file stays mapped until its data set is closed and the garbage
 * collector has found no reader.
 */
final class ShortDataset extends SegmentedDataset {
  private static final float SCALE = 0x1p-15f;

  ShortDataset(DataDescription description, Pixels values, int size, int[] labels) {
    super(description, values, size, labels);
  }

  /** The stored value of a number, clipped to the range. */
  static short of(float value) {
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(value / SCALE)));
  }

  @Override
  void decode(ByteBuffer segment, int start, float[] into, int offset, int length) {
    for (int i = 0; i < length; i++) {
      into[offset + i] = segment.getShort(start + Short.BYTES * i) * SCALE;
    }
  }
}
