package dev.wgan.runtime;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The fresh arrays of one call's result. Thread-safe while chunks go to separate places. */
final class ResultArrays implements ChunkedRun.Sink {
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private final ModelLayout layout;
  private final int n;
  private final float @Nullable [] floats;
  private final byte @Nullable [] bytes;

  ResultArrays(ModelLayout layout, int n) {
    this.layout = layout;
    this.n = n;
    long elements = (long) n * layout.sampleSize();
    if (elements > MAX_ARRAY) {
      throw new InputException(
          FailureSentence.of(
              "%s samples of shape %s have %s elements, more than the %s of an array: draw them a"
                  + " part at a time, with %s",
              n, layout.info().output().shape(), elements, MAX_ARRAY, Setting.PARTS));
    }
    boolean asBytes = layout.info().output().type() == TensorData.ElementType.UINT8;
    try {
      this.floats = asBytes ? null : new float[(int) elements];
      this.bytes = asBytes ? new byte[(int) elements] : null;
    } catch (OutOfMemoryError e) {
      throw new RunException(
          "%s samples of shape %s do not fit into the heap of %s MB: draw fewer at a time"
              .formatted(n, layout.info().output().shape(), Runtime.getRuntime().maxMemory() >> 20),
          e);
    }
  }

  @Override
  public void take(SessionWorker worker, int row, int offset, int count) {
    if (floats != null) {
      worker.copyFloats(row, count, floats, offset * layout.sampleSize());
    } else if (bytes != null) {
      worker.copyBytes(row, count, bytes, offset * layout.sampleSize());
    }
  }

  /** Takes all samples from a buffer of the graph's own type. */
  void take(ByteBuffer values) {
    if (floats != null) {
      for (int i = 0; i < floats.length; i++) {
        floats[i] = layout.type().get(values, i);
      }
    } else if (bytes != null) {
      values.get(0, bytes);
    }
  }

  /** The samples of a model whose samples are floats; empty for others. */
  float[] floats() {
    return floats == null ? new float[0] : floats;
  }

  /** Returns how many samples there are. */
  int size() {
    return n;
  }

  Samples samples(SampleOrigin origin) {
    return new Samples(layout.info(), n, floats, bytes, origin);
  }
}
