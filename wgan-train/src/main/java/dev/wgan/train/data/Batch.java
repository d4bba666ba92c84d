package dev.wgan.train.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The samples of one step, in buffers that are used again: valid until the next call of {@link
 * BatchLoader#next}.
 *
 * <p>Not thread-safe: belongs to the thread that took it.
 */
public final class Batch {
  private final FloatBuffer values;
  private final int[] labels;
  private final int[] indices;
  private long step;

  Batch(int batchSize, int sampleSize, boolean labelled) {
    this.values =
        ByteBuffer.allocateDirect(batchSize * sampleSize * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    this.labels = new int[labelled ? batchSize : 0];
    this.indices = new int[batchSize];
  }

  /** Says whose samples the batch holds now. */
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
   * Returns which sample of the data set each is.
   *
   * @return {@code batchSize} indices
   */
  public int[] indices() {
    return indices;
  }
}
