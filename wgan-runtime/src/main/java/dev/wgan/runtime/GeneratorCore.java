package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a generator owns: session, workers, and the guard that frees them after the last run.
 *
 * <p>Thread-safe. It must not refer to its {@link Generator}, so that an abandoned one can be
 * noticed.
 */
final class GeneratorCore {
  /** A run's output stays within this many bytes, so that it is copied out of the cache. */
  private static final long CHUNK_BYTES = 1 << 20;

  private static final int MAX_AUTOMATIC_CHUNK = 256;

  private final ModelSession session;
  private final GeneratorOptions options;
  private final InFlight inFlight = new InFlight(this::free);
  private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();

  GeneratorCore(ModelSession session, GeneratorOptions options) {
    this.session = session;
    this.options = options;
  }

  ModelLayout layout() {
    return session.layout();
  }

  InFlight inFlight() {
    return inFlight;
  }

  /** Samples per native run for samples of this layout. */
  int chunk(ModelLayout layout) {
    if (layout.info().frozenBatch() > 0) {
      return layout.info().frozenBatch();
    }
    if (options.chunkSize() > 0) {
      return options.chunkSize();
    }
    long bytes = (long) layout.sampleSize() * layout.info().output().elementBytes();
    return (int) Math.max(1, Math.min(MAX_AUTOMATIC_CHUNK, CHUNK_BYTES / bytes));
  }

  /** Runs a request and returns its samples. */
  Samples sample(SampleRequest request, long seed) {
    if (!inFlight.enter()) {
      throw new IllegalStateException(
          "the generator of " + layout().model() + " is closed and cannot sample any more");
    }
    try {
      return run(request, seed);
    } catch (OrtException e) {
      throw new RunException(layout().model() + " could not be run: " + Messages.firstLine(e), e);
    } finally {
      inFlight.exit();
    }
  }

  private Samples run(SampleRequest request, long seed) throws OrtException {
    ModelLayout layout = session.layout();
    ModelInfo info = layout.info();
    int n = request.n();
    Feed feed = new Feed(layout, request, seed);
    long elements = (long) n * layout.sampleSize();
    if (elements > Integer.MAX_VALUE - 8) {
      throw new InputException(
          "%d samples of shape %s have %d elements, more than one array holds (2^31): draw them with"
                  .formatted(n, info.output().shape(), elements)
              + " forEachChunk or stream");
    }
    boolean bytes = info.output().type() == TensorData.ElementType.UINT8;
    float @Nullable [] floatValues = bytes ? null : new float[(int) elements];
    byte @Nullable [] byteValues = bytes ? new byte[(int) elements] : null;
    int chunk = chunk(layout);
    Worker worker = borrow(layout, chunk);
    boolean ok = false;
    try {
      for (int offset = 0; offset < n; offset += chunk) {
        int count = Math.min(chunk, n - offset);
        feed.run(worker, offset, count);
        if (floatValues != null) {
          worker.copyFloats(count, floatValues, offset * layout.sampleSize());
        } else if (byteValues != null) {
          worker.copyBytes(count, byteValues, offset * layout.sampleSize());
        }
      }
      ok = true;
    } finally {
      if (ok) {
        idle.push(worker);
      } else {
        worker.close();
      }
    }
    boolean seeded = request.latents().isEmpty();
    SampleOrigin origin = new SampleOrigin(seeded, seed, request.first(), feed.labelsUsed(info, n));
    return floatValues != null
        ? new Samples(info, n, floatValues, origin)
        : new Samples(info, n, java.util.Objects.requireNonNull(byteValues), origin);
  }

  private Worker borrow(ModelLayout layout, int chunk) throws OrtException {
    Worker worker = idle.poll();
    return worker != null ? worker : new Worker(session, layout, chunk);
  }

  void close() {
    inFlight.close();
  }

  private void free() {
    Worker worker;
    while ((worker = idle.poll()) != null) {
      worker.close();
    }
    session.close();
  }
}
