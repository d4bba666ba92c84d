package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import java.lang.ref.Reference;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A sampler that draws samples into the caller's memory without copying.
 *
 * <p>For one thread at a time: a second thread waits. The caller closes it, before or after its
 * generator.
 *
 * <p>ONNX Runtime itself writes into direct buffers in native byte order. Bindings to them are
 * kept, so that repeated calls with a few buffers cost no more than the native run. Samples are
 * copied into other buffers. The memory of a direct buffer must not be freed by other means (an
 * {@code Arena}, a buffer pool) before the sampler is closed: ONNX Runtime would write to freed
 * memory.
 */
public final class Sampler implements AutoCloseable {
  private final Generator generator;
  private final GeneratorCore core;
  private final ModelLayout layout;
  private final SessionWorker worker;
  private final LeakGuard guard;
  private final BoundBuffers bound;
  private boolean closed;

  /** Not in Generator, which must load without ONNX Runtime's classes to report their absence. */
  static Sampler of(Generator generator, GeneratorCore core) {
    try {
      return new Sampler(generator, core);
    } catch (OrtException e) {
      throw new RunException("the sampler cannot be bound: " + Messages.reason(e), e);
    }
  }

  private Sampler(Generator generator, GeneratorCore core) throws OrtException {
    this.generator = generator;
    this.core = core;
    this.layout = core.layout();
    SessionWorkerPool pool = core.pool();
    core.enter();
    try {
      SessionWorker own = pool.create(layout, core.chunk(layout));
      BoundBuffers buffers = new BoundBuffers(own, layout);
      this.worker = own;
      this.bound = buffers;
      this.guard =
          LeakGuard.of(
              this,
              "a sampler of " + layout.model(),
              () -> {
                try {
                  buffers.close();
                } finally {
                  pool.discard(own);
                }
              });
    } finally {
      core.exit();
    }
  }

  /**
   * Draws samples firstIndex to firstIndex + n - 1 of a seed into a buffer from its position on,
   * without changing position and limit.
   *
   * @param seed any seed
   * @param firstIndex index of the first sample, 0 to 2^40 - n
   * @param n the number of samples, 0 or more
   * @param out receives [n, sample shape] values, row-major
   * @throws InputException if the range does not exist, the values do not fit into the buffer, the
   *     model's samples are unsigned bytes, or the model needs more inputs
   * @throws RunException if the run fails
   * @throws IllegalStateException if this or the generator is closed
   */
  public void sampleInto(long seed, long firstIndex, int n, FloatBuffer out) {
    checkType(TensorData.ElementType.FLOAT32);
    draw(SampleRequest.range(firstIndex, n, seed), out);
  }

  /**
   * Draws samples of a model whose samples are unsigned bytes into a buffer from its position on,
   * without changing position and limit.
   *
   * @param seed any seed
   * @param firstIndex index of the first sample, 0 to 2^40 - n
   * @param n the number of samples, 0 or more
   * @param out receives [n, sample shape] values, row-major
   * @throws InputException if the range does not exist, the values do not fit into the buffer, the
   *     model's samples are floats, or the model needs more inputs
   * @throws RunException if the run fails
   * @throws IllegalStateException if this or the generator is closed
   */
  public void sampleInto(long seed, long firstIndex, int n, ByteBuffer out) {
    Arguments.require(out, "out");
    checkType(TensorData.ElementType.UINT8);
    draw(SampleRequest.range(firstIndex, n, seed), out);
  }

  /**
   * Draws the samples of a request with a seed into a buffer from its position on, without changing
   * position and limit.
   *
   * @param request the samples, with their inputs
   * @param out receives [n, sample shape] values, row-major
   * @throws InputException if the request does not fit the model or has neither seed nor latents,
   *     the values do not fit into the buffer, or the model's samples are unsigned bytes
   * @throws RunException if the run fails or is stopped
   * @throws IllegalStateException if this or the generator is closed
   */
  public void sampleInto(SampleRequest request, FloatBuffer out) {
    checkType(TensorData.ElementType.FLOAT32);
    drawSeeded(request, out);
  }

  /**
   * Draws the samples of a request with a seed, for a model whose samples are unsigned bytes, into
   * a buffer from its position on, without changing position and limit.
   *
   * @param request the samples, with their inputs
   * @param out receives [n, sample shape] values, row-major
   * @throws InputException if the request does not fit the model or has neither seed nor latents,
   *     the values do not fit into the buffer, or the model's samples are floats
   * @throws RunException if the run fails or is stopped
   * @throws IllegalStateException if this or the generator is closed
   */
  public void sampleInto(SampleRequest request, ByteBuffer out) {
    Arguments.require(request, "request");
    Arguments.require(out, "out");
    checkType(TensorData.ElementType.UINT8);
    drawSeeded(request, out);
  }

  private void drawSeeded(SampleRequest request, Buffer out) {
    Arguments.require(request, "request");
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
    Arguments.require(out, "out");
    int n = request.n();
    if (closed) {
      throw new IllegalStateException("the sampler is closed and cannot sample any more");
    }
    if (out.isReadOnly() || (long) n * layout.sampleSize() > out.remaining()) {
      throw new InputException(
          "%s samples of shape %s do not fit into %s %s elements"
              .formatted(
                  n,
                  layout.info().output().shape(),
                  out.remaining(),
                  out.isReadOnly() ? "read-only" : "remaining"));
    }
    long start = System.nanoTime();
    StopSignal signal = StopSignal.now(Thread.currentThread(), request.timeout());
    RuntimeException failure = null;
    core.enter();
    try {
      RequestInputs inputs = new RequestInputs(layout, request, request.seedOrFresh());
      int chunk = core.chunk(layout);
      // Counted down: an offset could pass 2^31 on its way over n.
      for (int left = n; left > 0; left -= Math.min(chunk, left)) {
        signal.check();
        drawChunk(inputs, n - left, Math.min(chunk, left), out, signal);
      }
    } catch (Throwable e) {
      failure = CallFailures.typed(layout.model(), e);
      throw failure;
    } finally {
      core.exit();
      // An unreachable sampler must not be freed before its last run ends.
      Reference.reachabilityFence(this);
      Reference.reachabilityFence(generator);
      core.statistics().add(n, 0, System.nanoTime() - start, 0, failure);
    }
  }

  private void drawChunk(RequestInputs inputs, int offset, int count, Buffer out, StopSignal signal)
      throws OrtException {
    int position = out.position() + offset * layout.sampleSize();
    int batch = worker.batch(count);
    // What is rounded by its place in memory always runs in the worker's own, whose place is known.
    boolean zeroCopy =
        layout.type().isDirect()
            && out.isDirect()
            && batch == count
            && !worker.single()
            && order(out) == ByteOrder.nativeOrder();
    if (zeroCopy) {
      inputs.run(worker, offset, count, bound.outputs(out, position, batch), signal);
    } else {
      inputs.run(worker, offset, count, signal);
      worker.copyTo(count, out, position);
    }
    if (core.options().checkNaN()) {
      FiniteCheck.check(layout, out, position, count, offset);
    }
  }

  /** A byte buffer of bytes has no order to get wrong. */
  private static ByteOrder order(Buffer out) {
    return out instanceof FloatBuffer floats ? floats.order() : ByteOrder.nativeOrder();
  }

  /** For example "Sampler[faces.onnx, samples of shape [1, 28, 28]]". */
  @Override
  public String toString() {
    return "Sampler[%s, samples of shape %s]"
        .formatted(layout.model(), Shapes.text(layout.info().output().shape()));
  }

  /** Frees the bound buffers; waits for a call of another thread. A second call does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      guard.close();
    }
  }
}
