package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one call, made by its own thread and by those that help it.
 *
 * <p>Thread-safe: each thread claims the next part; the parts write to separate places.
 */
abstract class SharedRun {
  private final StopSignal signal;
  private final AtomicInteger next = new AtomicInteger();
  private volatile @Nullable Throwable failure;

  SharedRun(StopSignal signal) {
    this.signal = signal;
  }

  /** Returns the number of parts. */
  abstract int parts();

  /** Makes a part. */
  abstract void make(SessionWorker worker, int part) throws OrtException;

  StopSignal signal() {
    return signal;
  }

  /** Makes parts until none is left or one has failed; failures are kept for {@link #rethrow}. */
  void work(SessionWorker worker) {
    int part;
    while (failure == null && (part = next.getAndIncrement()) < parts()) {
      try {
        signal.check();
        make(worker, part);
      } catch (Throwable e) {
        fail(e);
      }
    }
  }

  /** The first failure counts. */
  private synchronized void fail(Throwable e) {
    if (failure == null) {
      failure = e;
      signal.cancel("another chunk of its call failed");
    }
  }

  /** Fails as the first failed part did. */
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
}
