package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lends workers to calls, as many at a time as there are cores: more native runs at once would only
 * take turns, and each worker holds buffers.
 *
 * <p>Thread-safe. Closed after the last run by the core. Giving back allocates nothing, so that no
 * permit is lost when the heap is exhausted.
 */
final class SessionWorkerPool {
  private final ModelSession session;
  private final boolean single;
  private final Semaphore permits;

  /** The idle workers, linked by {@link SessionWorker#nextIdle}; the last one used comes first. */
  private @Nullable SessionWorker idle;

  SessionWorkerPool(ModelSession session, boolean single, int most) {
    this.session = session;
    this.single = single;
    this.permits = new Semaphore(most);
  }

  /** Waits for a worker until the stop signal. */
  SessionWorker borrow(ModelLayout layout, int chunk, StopSignal signal) throws OrtException {
    signal.check();
    boolean interrupted = false;
    try {
      while (!permits.tryAcquire()) {
        try {
          if (permits.tryAcquire(signal.waitNanos(), TimeUnit.NANOSECONDS)) {
            break;
          }
        } catch (InterruptedException e) {
          // The signal decides whether this thread's interruption concerns the call; a thread that
          // runs other threads' requests keeps its interruption for afterwards.
          Thread.currentThread().interrupt();
          signal.check();
          interrupted = Thread.interrupted();
        }
        signal.check();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return take(layout, chunk);
  }

  /** A worker if one is free at once, null otherwise. */
  @Nullable SessionWorker tryBorrow(ModelLayout layout, int chunk) throws OrtException {
    return permits.tryAcquire() ? take(layout, chunk) : null;
  }

  private SessionWorker take(ModelLayout layout, int chunk) throws OrtException {
    boolean taken = false;
    try {
      // Workers for samples whose size depends on the inputs serve one call and are not kept.
      SessionWorker worker = session.layout().fixed() ? pollIdle() : null;
      if (worker == null) {
        worker = create(layout, chunk);
      }
      taken = true;
      return worker;
    } finally {
      if (!taken) {
        permits.release();
      }
    }
  }

  /** A worker that counts for no permit: whoever asked for it closes it with {@link #discard}. */
  SessionWorker create(ModelLayout layout, int chunk) throws OrtException {
    SessionWorker worker = new SessionWorker(session, layout, single, chunk, this);
    boolean watched = false;
    try {
      Watchdog.add(worker.stopSwitch());
      watched = true;
      return worker;
    } finally {
      if (!watched) {
        worker.close();
      }
    }
  }

  void giveBack(SessionWorker worker) {
    try {
      if (session.layout().fixed()) {
        pushIdle(worker);
      } else {
        discard(worker);
      }
    } finally {
      permits.release();
    }
  }

  private synchronized void pushIdle(SessionWorker worker) {
    worker.nextIdle = idle;
    idle = worker;
  }

  private synchronized @Nullable SessionWorker pollIdle() {
    SessionWorker first = idle;
    if (first != null) {
      idle = first.nextIdle;
      first.nextIdle = null;
    }
    return first;
  }

  void discard(SessionWorker worker) {
    Watchdog.remove(worker.stopSwitch());
    worker.close();
  }

  void stopAll(String why) {
    Watchdog.stopAll(this, why);
  }

  /** Frees all idle workers, also after one that cannot be freed. */
  void close() {
    SessionWorker worker = pollIdle();
    if (worker != null) {
      try {
        discard(worker);
      } finally {
        close();
      }
    }
  }
}
