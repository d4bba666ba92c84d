package dev.wgan.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Draws samples into the caller's memory without copying: one thread's bound buffers.
 *
 * <p>For one thread at a time: a second one waits. Whoever made it closes it, before or after its
 * generator.
 *
 * <p>Direct buffers in native byte order are written by ONNX Runtime itself, and binding to them is
 * remembered, so that repeating a call into the same few buffers costs no more than the native run;
 * other buffers are copied into.
 */
public final class Sampler implements AutoCloseable {
  /** Buffers that stay bound at a time: enough to fill one while another is read. */
  private static final int TARGETS = 4;

  private final Generator generator;
  private final GeneratorCore core;
  private final ModelLayout layout;
  private final Worker worker;
  private final LeakGuard guard;
  private final Targets targets = new Targets();
  private boolean closed;

  Sampler(Generator generator, GeneratorCore core) throws OrtException {
    this.generator = generator;
    this.core = core;
    this.layout = core.layout();
    WorkerPool pool = core.pool();
    Worker own = pool.create(layout, core.chunk(layout));
    Targets bound = targets;
    this.worker = own;
    this.guard =
        new LeakGuard(
            this,
            "a sampler of " + layout.model(),
            () -> {
              bound.close();
              pool.discard(own);
            });
  }

  /**
   * Draws samples firstIndex to firstIndex + n - 1 of a seed into a buffer from its position on;
   * its position and limit stay where they are.
   *
   * @param seed any seed
   * @param firstIndex index of the first sample, 0 to 2^40 - n
   * @param n how many, 0 or more
   * @param out receives [n, sample shape] values, row-major
   * @throws InputException if the range does not exist, the values do not fit into the buffer, the
   *     model's samples are unsigned bytes, or the model needs more inputs
   * @throws RunException if the run fails
   * @throws IllegalStateException if this or the generator is closed
   */
  public void sampleInto(long seed, long firstIndex, int n, FloatBuffer out) {
    checkType(TensorData.ElementType.FLOAT32);
    draw(SampleRequest.of(n).first(firstIndex).seed(seed), out);
  }

  /**
   * Draws samples of a model whose samples are unsigned bytes into a buffer from its position on;
   * its position and limit stay where they are.
   *
   * @param seed any seed
   * @param firstIndex index of the first sample, 0 to 2^40 - n
   * @param n how many, 0 or more
   * @param out receives [n, sample shape] values, row-major
   * @throws InputException if the range does not exist, the values do not fit into the buffer, the
   *     model's samples are floats, or the model needs more inputs
   * @throws RunException if the run fails
   * @throws IllegalStateException if this or the generator is closed
   */
  public void sampleInto(long seed, long firstIndex, int n, ByteBuffer out) {
    checkType(TensorData.ElementType.UINT8);
    draw(SampleRequest.of(n).first(firstIndex).seed(seed), out);
  }

  /**
   * Draws what a request with a seed asks for into a buffer from its position on; its position and
   * limit stay where they are.
   *
   * @param request which samples, and what else to feed
   * @param out receives [n, sample shape] values, row-major
   * @throws InputException if the request does not fit the model or has neither seed nor latents,
   *     the values do not fit into the buffer, or the model's samples are unsigned bytes
   * @throws RunException if the run fails or is stopped
   * @throws IllegalStateException if this or the generator is closed
   */
  public void sampleInto(SampleRequest request, FloatBuffer out) {
    checkType(TensorData.ElementType.FLOAT32);
    if (request.seed().isEmpty() && request.latents().isEmpty()) {
      throw new InputException("the request has no seed: expected seed(...) or given latents");
    }
    draw(request, out);
  }

  private void checkType(TensorData.ElementType type) {
    if (layout.info().output().type() != type) {
      throw new InputException(
          "%s gives %s samples: expected %s"
              .formatted(layout.model(), layout.info().output().type(), type));
    }
  }

  private synchronized void draw(SampleRequest request, Buffer out) {
    int n = request.n();
    if (closed) {
      throw new IllegalStateException("the sampler is closed and cannot sample any more");
    }
    if (out.isReadOnly() || (long) n * layout.sampleSize() > out.remaining()) {
      throw new InputException(
          "%d samples of shape %s do not fit into %d %s elements"
              .formatted(
                  n,
                  layout.info().output().shape(),
                  out.remaining(),
                  out.isReadOnly() ? "read-only" : "remaining"));
    }
    long start = System.nanoTime();
    StopSignal signal = new StopSignal(Thread.currentThread(), start, request.timeout());
    RuntimeException failure = null;
    core.enter();
    try {
      Feed feed = new Feed(layout, request, request.seed().orElse(0));
      int chunk = core.chunk(layout);
      for (int offset = 0; offset < n; offset += chunk) {
        signal.check();
        drawChunk(feed, offset, Math.min(chunk, n - offset), out, signal);
      }
    } catch (OrtException e) {
      failure = new RunException(layout.model() + " could not be run: " + Messages.firstLine(e), e);
      throw failure;
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    } finally {
      core.exit();
      core.meter()
          .add(
              new SamplingEvent(
                  n,
                  generator.provider().running(),
                  0,
                  System.nanoTime() - start,
                  0,
                  Optional.ofNullable(failure)));
    }
  }

  private void drawChunk(Feed feed, int offset, int count, Buffer out, StopSignal signal)
      throws OrtException {
    int position = out.position() + offset * layout.sampleSize();
    int batch = worker.batch(count);
    boolean zeroCopy = out.isDirect() && batch == count && order(out) == ByteOrder.nativeOrder();
    if (zeroCopy) {
      feed.run(worker, offset, count, target(out, position, batch).outputs, signal);
    } else {
      feed.run(worker, offset, count, signal);
      worker.copyTo(count, out, position);
    }
    if (core.options().checkNaN()) {
      worker.checkFinite(out, position, count, offset);
    }
  }

  /** A byte buffer of bytes has no order to get wrong. */
  private static ByteOrder order(Buffer out) {
    return out instanceof FloatBuffer floats ? floats.order() : ByteOrder.nativeOrder();
  }

  private Target target(Buffer out, int position, int batch) throws OrtException {
    Target known = targets.find(out, position, batch);
    if (known != null) {
      return known;
    }
    int limit = position + batch * layout.sampleSize();
    Buffer slice =
        out instanceof FloatBuffer floats
            ? floats.duplicate().limit(limit).position(position)
            : ((ByteBuffer) out).duplicate().limit(limit).position(position);
    OnnxTensor tensor = worker.outputOver(slice, batch);
    return targets.add(
        new Target(out, position, batch, Map.of(layout.info().output().name(), tensor)));
  }

  /** Frees the bound buffers; waits for a call of another thread. Does nothing the second time. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      guard.close();
    }
  }

  /** A caller's buffer, bound; it is kept alive as long as ONNX Runtime may write to it. */
  private record Target(Buffer memory, int position, int batch, Map<String, OnnxTensor> outputs)
      implements AutoCloseable {
    @SuppressWarnings("ReferenceEquality") // equal buffers may be different memory
    boolean is(Buffer other, int otherPosition, int otherBatch) {
      return memory == other && position == otherPosition && batch == otherBatch;
    }

    @Override
    public void close() {
      outputs.values().forEach(OnnxTensor::close);
    }
  }

  /** The buffers bound last. */
  private static final class Targets implements AutoCloseable {
    private final @Nullable Target[] bound = new Target[TARGETS];
    private int evict;

    @Nullable Target find(Buffer out, int position, int batch) {
      for (Target target : bound) {
        if (target != null && target.is(out, position, batch)) {
          return target;
        }
      }
      return null;
    }

    Target add(Target made) {
      Target old = bound[evict];
      if (old != null) {
        old.close();
      }
      bound[evict] = made;
      evict = (evict + 1) % TARGETS;
      return made;
    }

    @Override
    public void close() {
      for (Target target : bound) {
        if (target != null) {
          target.close();
        }
      }
    }
  }
}
