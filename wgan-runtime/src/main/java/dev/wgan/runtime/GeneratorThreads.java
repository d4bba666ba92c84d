package dev.wgan.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a generator: they help calls with their chunks and make asynchronous calls.
 *
 * <p>Thread-safe. A helper counts as a run in flight of its own, so that the model is not freed
 * under it whatever becomes of the call that asked for it.
 */
final class GeneratorThreads {
  private final SessionWorkerPool pool;
  private final InFlightGuard inFlight;
  private final DaemonExecutor threads;

  GeneratorThreads(SessionWorkerPool pool, InFlightGuard inFlight, int most, String name) {
    this.pool = pool;
    this.inFlight = inFlight;
    this.threads = new DaemonExecutor(most, name);
  }

  Executor executor() {
    return threads;
  }

  /** Works on a run together with up to {@code helpers} other threads until it is done. */
  void share(SharedRun run, SessionWorker own, ModelLayout layout, int chunk, int helpers) {
    Help last = null;
    try {
      for (int i = 0; i < helpers; i++) {
        Help help = ask(run, layout, chunk, last);
        if (help == null) {
          break;
        }
        last = help;
      }
      run.work(own);
    } finally {
      // A helper that has not started by now finds nothing to do and must not be waited for.
      for (Help help = last; help != null; help = help.previous) {
        help.joinIfStarted();
      }
    }
  }

  /** Requests one helper; null if none is available and the call does the work itself. */
  private @Nullable Help ask(
      SharedRun run, ModelLayout layout, int chunk, @Nullable Help previous) {
    if (!inFlight.enter()) {
      return null;
    }
    Help help = null;
    try {
      help = new Help(run, layout, chunk, previous);
      threads.execute(help);
      return help;
    } catch (Throwable e) {
      if (help == null || help.take()) {
        inFlight.exit();
      }
      WarningLog.debug("a helper could not be started", e);
      return null;
    }
  }

  void close() {
    threads.close();
  }

  private final class Help implements Runnable {
    private final SharedRun run;
    private final ModelLayout layout;
    private final int chunk;
    private final @Nullable Help previous;
    private final AtomicBoolean taken = new AtomicBoolean();
    private boolean done;

    Help(SharedRun run, ModelLayout layout, int chunk, @Nullable Help previous) {
      this.run = run;
      this.layout = layout;
      this.chunk = chunk;
      this.previous = previous;
    }

    /** The thread that takes a help leaves the guard for it. */
    boolean take() {
      return taken.compareAndSet(false, true);
    }

    @Override
    public void run() {
      if (!take()) {
        return;
      }
      try {
        SessionWorker worker = pool.tryBorrow(layout, chunk);
        if (worker != null) {
          try {
            run.work(worker);
          } finally {
            pool.giveBack(worker);
          }
        }
      } catch (Throwable e) {
        // The call's own thread makes this helper's chunks: help is never needed.
        WarningLog.debug("a helper could not bind its buffers", e);
      } finally {
        synchronized (this) {
          done = true;
          notifyAll();
        }
        inFlight.exit();
      }
    }

    void joinIfStarted() {
      if (take()) {
        inFlight.exit();
      } else if (awaitDone()) {
        Thread.currentThread().interrupt();
      }
    }

    /** Waits for the helper; returns whether this thread was interrupted meanwhile. */
    private synchronized boolean awaitDone() {
      boolean interrupted = false;
      while (!done) {
        try {
          wait();
        } catch (InterruptedException e) {
          // The watchdog stops the helper's run through the signal, which sees the status again.
          interrupted = true;
          run.signal().interruptedIn(Thread.currentThread());
        }
      }
      return interrupted;
    }
  }
}
