package dev.wgan.train.data;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Samples as whole numbers of few bytes, on the heap or in a mapped file.
 *
 * <p>Thread-safe for reading. A file stays mapped until its data set is closed and the garbage
 * collector has found no reader.
 */
abstract class SegmentedDataset extends StoredDataset {
  private volatile @Nullable Pixels stored;

  SegmentedDataset(DataDescription description, Pixels stored, int size, int[] labels) {
    super(description, size, labels);
    this.stored = stored;
  }

  @Override
  public final void read(int index, float[] into, int offset) {
    Pixels from = stored;
    if (from == null) {
      throw new IllegalStateException("the data set " + description().name() + " is closed");
    }
    int length = description().sampleSize();
    Objects.checkIndex(index, size());
    Objects.checkFromIndexSize(offset, length, into.length);
    decode(from.segmentOf(index), from.startOf(index), into, offset, length);
  }

  /** Reads the numbers of one sample, which begins at a byte of a segment. */
  abstract void decode(ByteBuffer segment, int start, float[] into, int offset, int length);

  @Override
  public final void close() {
    stored = null;
  }
}
