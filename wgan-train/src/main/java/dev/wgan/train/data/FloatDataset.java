package dev.wgan.train.data;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Samples in one contiguous array of floats.
 *
 * <p>Thread-safe for reading.
 */
final class FloatDataset extends StoredDataset {
  private volatile float @Nullable [] values; // [size, sampleSize]

  FloatDataset(DataDescription description, float[] values, int[] labels) {
    super(description, values.length / description.sampleSize(), labels);
    this.values = values;
  }

  @Override
  public void read(int index, float[] into, int offset) {
    float[] from = values;
    if (from == null) {
      throw new IllegalStateException("the data set " + description().name() + " is closed");
    }
    int length = description().sampleSize();
    Objects.checkIndex(index, size());
    System.arraycopy(from, index * length, into, offset, length);
  }

  @Override
  public void close() {
    values = null;
  }
}
