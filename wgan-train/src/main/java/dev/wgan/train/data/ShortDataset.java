package dev.wgan.train.data;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sounds as signed 16-bit values, on the heap or in a mapped file, read as {@code value / 32768}.
 *
 * <p>Thread-safe for reading. A file stays mapped until its data set is closed and the garbage
 * collector has found no reader.
 */
final class ShortDataset extends StoredDataset {
  private static final float SCALE = 0x1p-15f;

  private volatile @Nullable Pixels values; // big-endian

  ShortDataset(DataDescription description, Pixels values, int size, int[] labels) {
    super(description, size, labels);
    this.values = values;
  }

  /** The stored value of a number, clipped to the range. */
  static short of(float value) {
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(value / SCALE)));
  }

  @Override
  public void read(int index, float[] into, int offset) {
    Pixels from = values;
    if (from == null) {
      throw new IllegalStateException("the data set " + description().name() + " is closed");
    }
    int length = description().sampleSize();
    Objects.checkIndex(index, size());
    Objects.checkFromIndexSize(offset, length, into.length);
    ByteBuffer segment = from.segmentOf(index);
    int start = from.startOf(index);
    for (int i = 0; i < length; i++) {
      into[offset + i] = segment.getShort(start + Short.BYTES * i) * SCALE;
    }
  }

  @Override
  public void close() {
    values = null;
  }
}
