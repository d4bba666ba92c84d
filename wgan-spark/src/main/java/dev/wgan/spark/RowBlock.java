package dev.wgan.spark;

import dev.wgan.runtime.Samples;
import dev.wgan.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were drawn together.
 *
 * <p>Not thread-safe: one task reads it.
 */
final class RowBlock {
  private final long[] indices;
  private final ClassChoice classes;
  private final @Nullable Samples samples;
  private @Nullable Table table;
  private @Nullable FloatArrayBuffer floats;

  /**
   * Keeps the arrays.
   *
   * @param indices the index of each row
   * @param classes the class of each index
   * @param samples a sample for each index, null if no column needs them
   */
  RowBlock(long[] indices, ClassChoice classes, @Nullable Samples samples) {
    this.indices = indices;
    this.classes = classes;
    this.samples = samples;
  }

  int size() {
    return indices.length;
  }

  long index(int row) {
    return indices[row];
  }

  int label(int row) {
    return classes.label(indices[row]);
  }

  Samples samples() {
    if (samples == null) {
      throw new IllegalStateException("these rows were made without running the network");
    }
    return samples;
  }

  /** The memory of an array, made anew for each block so that it belongs to one task. */
  FloatArrayBuffer floats(int elements) {
    if (floats == null) {
      floats = new FloatArrayBuffer(elements);
    }
    return floats;
  }

  Table table() {
    if (table == null) {
      table = samples().table();
    }
    return table;
  }
}
