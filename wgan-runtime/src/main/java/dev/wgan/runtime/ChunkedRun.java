package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One call's samples, made chunk by chunk by whoever helps.
 *
 * <p>Thread-safe: each worker claims the next chunk; the chunks write to separate places.
 */
final class ChunkedRun {
  /** Takes samples out of a worker's rows. */
  interface Sink {
    void take(SessionWorker worker, int row, int offset, int count);
  }

  private final RequestInputs inputs;
  private final int n;
  private final int chunk;
  private final boolean checkNaN;
  private final StopSignal signal;
  private final Sink sink;
  private final AtomicInteger next = new AtomicInteger();
  private volatile @Nullable Throwable failure;
  private long runNanos;
  private long copyNanos;

  ChunkedRun(
      RequestInputs inputs, int n, int chunk, boolean checkNaN, StopSignal signal, Sink sink) {
    this.inputs = inputs;
    this.n = n;
    this.chunk = chunk;
    this.checkNaN = checkNaN;
    this.signal = signal;
    this.sink = sink;
  }

  int chunks() {
    return (int) (((long) n + chunk - 1) / chunk);
  }

  StopSignal signal() {
    return signal;
  }

  /** Makes chunks until none is left or one has failed; failures are kept for {@link #rethrow}. */
  void work(SessionWorker worker) {
    int index;
    while (failure == null && (index = next.getAndIncrement()) < chunks()) {
      try {
        make(worker, index * chunk);
      } catch (Throwable e) {
        fail(e);
      }
    }
  }

  private void make(SessionWorker worker, int offset) throws OrtException {
    signal.check();
    int count = Math.min(chunk, n - offset);
    long start = System.nanoTime();
    inputs.run(worker, offset, count, signal);
    long ran = System.nanoTime();
    if (checkNaN) {
      RunException wrong = worker.notFinite(0, count, offset);
      if (wrong != null) {
        throw wrong;
      }
    }
    sink.take(worker, 0, offset, count);
    account(ran - start, System.nanoTime() - ran);
  }

  private synchronized void account(long run, long copy) {
    runNanos += run;
    copyNanos += copy;
  }

  /** The first failure counts. */
  private synchronized void fail(Throwable e) {
    if (failure == null) {
      failure = e;
      signal.cancel("another chunk of its call failed");
    }
  }

  /** Fails as the first failed chunk did. */
  void rethrow() throws OrtException {
    Throwable e = failure;
    if (e instanceof OrtException ort) {
      throw ort;
    } else if (e instanceof RuntimeException runtime) {
      throw runtime;
    } else if (e instanceof Error error) {
      throw error;
    } else if (e != null) {
      throw new RunException("a chunk failed: " + e, e);
    }
  }

  synchronized long runNanos() {
    return runNanos;
  }

  synchronized long copyNanos() {
    return copyNanos;
  }
}
