package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The threads of a generator: they help calls with their chunks and make asynchronous calls.
 *
 * <p>Thread-safe. Daemon threads, started when needed, ended after 10 seconds without work.
 */
final class Helpers {
  private static final long KEEP_ALIVE_SECONDS = 10;

  private final WorkerPool pool;
  private final ThreadPoolExecutor threads;

  Helpers(WorkerPool pool, int most, String name) {
    this.pool = pool;
    this.threads =
        new ThreadPoolExecutor(
            most,
            most,
            KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  Executor executor() {
    return threads;
  }

  /** Works on a run together with up to {@code helpers} other threads until it is done. */
  void share(ChunkedRun run, Worker own, ModelLayout layout, int chunk, int helpers) {
    List<Help> asked = new ArrayList<>(helpers);
    for (int i = 0; i < helpers; i++) {
      Help help = new Help(run, layout, chunk);
      asked.add(help);
      threads.execute(help);
    }
    try {
      run.work(own);
    } finally {
      // A helper that has not started by now finds nothing to do and must not be waited for.
      asked.forEach(Help::joinIfStarted);
    }
  }

  void close() {
    threads.shutdown();
  }

  private final class Help implements Runnable {
    private final ChunkedRun run;
    private final ModelLayout layout;
    private final int chunk;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);

    Help(ChunkedRun run, ModelLayout layout, int chunk) {
      this.run = run;
      this.layout = layout;
      this.chunk = chunk;
    }

    @Override
    public void run() {
      if (!taken.compareAndSet(false, true)) {
        return;
      }
      try {
        Worker worker = pool.tryBorrow(layout, chunk);
        if (worker != null) {
          try {
            run.work(worker);
          } finally {
            pool.giveBack(worker);
          }
        }
      } catch (OrtException | RunException e) {
        // The call's own thread makes this helper's chunks: help is never needed.
        System.getLogger(Helpers.class.getName())
            .log(System.Logger.Level.DEBUG, "a helper could not bind its buffers", e);
      } finally {
        done.countDown();
      }
    }

    void joinIfStarted() {
      if (taken.compareAndSet(false, true)) {
        return;
      }
      boolean interrupted = false;
      while (done.getCount() > 0) {
        try {
          done.await();
        } catch (InterruptedException e) {
          // The watchdog stops the helper's run through the signal, which sees the status again.
          interrupted = true;
          run.signal().interruptedIn(Thread.currentThread());
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
