package dev.wgan.train.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The samples of one step, in buffers that are reused: valid until the next call of {@link
 * BatchLoader#next}.
 *
 * <p>Not thread-safe: belongs to the thread that took it.
 */
public final class BatchBuffer {
  private final FloatBuffer values;
  private final int[] labels;
  private final int[] indices;
  private long step;

  BatchBuffer(int batchSize, int sampleSize, boolean labelled) {
    this.values =
        ByteBuffer.allocateDirect(batchSize * sampleSize * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    this.labels = new int[labelled ? batchSize : 0];
    this.indices = new int[batchSize];
  }

  /** Records which step and samples the batch holds. */
  void step(long newStep) {
    step = newStep;
  }

  /**
   * Returns the step.
   *
   * @return the step
   */
  public long step() {
    return step;
  }

  /**
   * Returns the values.
   *
   * @return {@code [batchSize, sampleSize]} values from position 0 to the limit, in a direct buffer
   *     of native byte order
   */
  public FloatBuffer values() {
    return values;
  }

  /**
   * Returns the label of each sample.
   *
   * @return {@code batchSize} labels; none if the samples are not labelled
   */
  public int[] labels() {
    return labels;
  }

  /**
   * Returns the place of each sample in the data set.
   *
   * @return {@code batchSize} indices
   */
  public int[] indices() {
    return indices;
  }

  /**
   * Returns the samples as named tensors over this buffer's memory.
   *
   * @param labelled whether the labels are included
   * @param shape the shape of one sample
   * @return {@link Batch#SAMPLE}, and {@link Batch#LABEL} if asked for
   */
  public Batch named(boolean labelled, List<Integer> shape) {
    long[] dims = new long[shape.size() + 1];
    dims[0] = indices.length;
    for (int i = 0; i < shape.size(); i++) {
      dims[i + 1] = shape.get(i);
    }
    long[] classes = new long[labelled ? labels.length : 0];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = labels[i];
    }
    return Batch.empty().with(Batch.SAMPLE, values, dims).labelled(classes);
  }
}
