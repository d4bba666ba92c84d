package dev.wgan.runtime;

import ai.onnxruntime.OrtException;

/**
 * One call's samples, made chunk by chunk by whoever helps.
 *
 * <p>Thread-safe.
 */
final class ChunkedRun extends SharedRun {
  /** Takes samples out of a worker's rows. */
  interface Sink {
    void take(SessionWorker worker, int row, int offset, int count);
  }

  private final RequestInputs inputs;
  private final int n;
  private final int chunk;
  private final boolean checkNaN;
  private final Sink sink;
  private long runNanos;
  private long copyNanos;

  ChunkedRun(
      RequestInputs inputs, int n, int chunk, boolean checkNaN, StopSignal signal, Sink sink) {
    super(signal);
    this.inputs = inputs;
    this.n = n;
    this.chunk = chunk;
    this.checkNaN = checkNaN;
    this.sink = sink;
  }

  int chunks() {
    return (int) (((long) n + chunk - 1) / chunk);
  }

  @Override
  int parts() {
    return chunks();
  }

  @Override
  void make(SessionWorker worker, int index) throws OrtException {
    int offset = index * chunk;
    int count = Math.min(chunk, n - offset);
    long start = System.nanoTime();
    inputs.run(worker, offset, count, signal());
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

  synchronized long runNanos() {
    return runNanos;
  }

  synchronized long copyNanos() {
    return copyNanos;
  }
}
