package dev.wgan.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The callers' buffers that a sampler has bound last, kept alive as long as ONNX Runtime may write
 * to them.
 *
 * <p>Not thread-safe. Closed by its sampler.
 */
final class BoundBuffers implements AutoCloseable {
  /** Enough to fill one while others are read. */
  private static final int BUFFERS = 4;

  /** Chunks of one buffer. */
  private static final int PLACES = 64;

  private final SessionWorker worker;
  private final ModelLayout layout;
  private final @Nullable Bound[] buffers = new Bound[BUFFERS];
  private int evict;

  BoundBuffers(SessionWorker worker, ModelLayout layout) {
    this.worker = worker;
    this.layout = layout;
  }

  /** The output of a batch, to be written to a buffer from a position on. */
  Map<String, OnnxTensor> outputs(Buffer out, int position, int batch) throws OrtException {
    return bound(out).at(position, batch);
  }

  @SuppressWarnings("ReferenceEquality") // equal buffers may be different memory
  private Bound bound(Buffer out) {
    for (Bound known : buffers) {
      if (known != null && known.memory == out) {
        return known;
      }
    }
    Bound old = buffers[evict];
    if (old != null) {
      old.close();
    }
    Bound made = new Bound(out);
    buffers[evict] = made;
    evict = (evict + 1) % BUFFERS;
    return made;
  }

  @Override
  public void close() {
    for (int i = 0; i < BUFFERS; i++) {
      Bound known = buffers[i];
      if (known != null) {
        known.close();
        buffers[i] = null;
      }
    }
  }

  private record Place(int position, int batch, OnnxTensor tensor, Map<String, OnnxTensor> outputs)
      implements AutoCloseable {
    @Override
    public void close() {
      tensor.close();
    }
  }

  /** One buffer and the places in it that tensors stand over. */
  private final class Bound implements AutoCloseable {
    private final Buffer memory;
    private final List<Place> places = new ArrayList<>();

    Bound(Buffer memory) {
      this.memory = memory;
    }

    Map<String, OnnxTensor> at(int position, int batch) throws OrtException {
      for (int i = 0; i < places.size(); i++) {
        Place place = places.get(i);
        if (place.position == position && place.batch == batch) {
          return place.outputs;
        }
      }
      if (places.size() == PLACES) {
        places.remove(0).close();
      }
      int limit = position + batch * layout.sampleSize();
      Buffer slice =
          memory instanceof FloatBuffer floats
              ? floats.duplicate().limit(limit).position(position)
              : ((ByteBuffer) memory).duplicate().limit(limit).position(position);
      OnnxTensor tensor = worker.outputOver(slice, batch);
      Map<String, OnnxTensor> outputs = Map.of(layout.info().output().name(), tensor);
      places.add(new Place(position, batch, tensor, outputs));
      return outputs;
    }

    @Override
    public void close() {
      places.forEach(Place::close);
    }
  }
}
