package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lends workers to calls, as many at a time as there are cores: more native runs at once would only
 * take turns, and each worker holds buffers.
 *
 * <p>Thread-safe. Closed after the last run by the core.
 */
final class WorkerPool {
  private final ModelSession session;
  private final boolean single;
  private final Semaphore permits;
  private final Watchdog watchdog;
  private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();

  WorkerPool(ModelSession session, boolean single, int most) {
    this.session = session;
    this.single = single;
    this.permits = new Semaphore(most);
    this.watchdog = new Watchdog("wgan-watchdog " + session.layout().model());
  }

  /** Waits for a worker, until the signal says to stop. */
  Worker borrow(ModelLayout layout, int chunk, StopSignal signal) throws OrtException {
    signal.check();
    boolean interrupted = false;
    try {
      while (!permits.tryAcquire()) {
        try {
          if (permits.tryAcquire(signal.waitNanos(), TimeUnit.NANOSECONDS)) {
            break;
          }
        } catch (InterruptedException e) {
          // The signal knows whether this thread's interruption concerns the call; a thread that
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
  @Nullable Worker tryBorrow(ModelLayout layout, int chunk) throws OrtException {
    return permits.tryAcquire() ? take(layout, chunk) : null;
  }

  private Worker take(ModelLayout layout, int chunk) throws OrtException {
    boolean taken = false;
    try {
      // Workers for samples whose size depends on the inputs serve one call and are not kept.
      Worker worker = session.layout().fixed() ? idle.pollFirst() : null;
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
  Worker create(ModelLayout layout, int chunk) throws OrtException {
    Worker worker = new Worker(session, layout, single, chunk, watchdog);
    watchdog.add(worker.watch());
    return worker;
  }

  void giveBack(Worker worker) {
    if (session.layout().fixed()) {
      idle.addFirst(worker);
    } else {
      discard(worker);
    }
    permits.release();
  }

  void discard(Worker worker) {
    watchdog.remove(worker.watch());
    worker.close();
  }

  void stopAll(String why) {
    watchdog.stopAll(why);
  }

  void close() {
    watchdog.close();
    Worker worker;
    while ((worker = idle.pollFirst()) != null) {
      discard(worker);
    }
  }
}
