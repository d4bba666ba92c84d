package dev.wgan.train.data;

import java.util.Arrays;

/**
 * Some samples of another data set.
 *
 * <p>Thread-safe for reading. Closing it does nothing: the other data set is closed by its owner.
 */
final class ViewDataset extends StoredDataset {
  private final Dataset whole;
  private final int[] indices;

  ViewDataset(Dataset whole, DataDescription description, int[] indices) {
    super(
        description,
        indices.length,
        description.labelled() ? Arrays.stream(indices).map(whole::label).toArray() : new int[0]);
    this.whole = whole;
    this.indices = indices;
  }

  @Override
  public void read(int index, float[] into, int offset) {
    whole.read(indices[index], into, offset);
  }

  @Override
  public void close() {}
}
