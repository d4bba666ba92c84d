package dev.wgan.train.data;

import java.util.Arrays;

/**
 * Some samples of another data set.
 *
 * <p>Thread-safe for reading. Closing it does nothing unless it owns the other data set.
 */
final class ViewDataset extends StoredDataset {
  private final Dataset whole;
  private final int[] indices;
  private final boolean owner;

  ViewDataset(Dataset whole, DataDescription description, int[] indices) {
    this(whole, description, indices, false);
  }

  private ViewDataset(Dataset whole, DataDescription description, int[] indices, boolean owner) {
    super(
        description,
        indices.length,
        description.labelled() ? Arrays.stream(indices).map(whole::label).toArray() : new int[0]);
    this.whole = whole;
    this.indices = indices;
    this.owner = owner;
  }

  /** A view that closes the other data set. */
  static ViewDataset owning(Dataset whole, DataDescription description, int[] indices) {
    return new ViewDataset(whole, description, indices, true);
  }

  @Override
  public void read(int index, float[] into, int offset) {
    whole.read(indices[index], into, offset);
  }

  @Override
  public void draw(int index, long use, float[] into, int offset) {
    whole.draw(indices[index], use, into, offset);
  }

  @Override
  public Dataset origin() {
    return whole.origin();
  }

  @Override
  public void close() {
    if (owner) {
      whole.close();
    }
  }
}
