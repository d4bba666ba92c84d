package dev.wgan.runtime;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Daemon threads that run tasks in order: started when needed, ended after 10 seconds without work.
 *
 * <p>Thread-safe. Unlike a {@code ThreadPoolExecutor} it allocates nothing between two tasks, so
 * that no accepted task is forgotten when the heap is exhausted, and a thread that cannot start
 * fails a task only where no other thread is left to run it.
 */
final class DaemonExecutor implements Executor {
  private static final long KEEP_ALIVE_NANOS = 10_000_000_000L;

  private final String name;
  private final int most;
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private int alive;
  private int idle;
  private boolean closed;

  DaemonExecutor(int most, String name) {
    this.most = most;
    this.name = name;
  }

  /**
   * Runs a task on one of the threads, now or when one is free.
   *
   * @throws RejectedExecutionException if closed
   * @throws RunException if there is no thread, and none can be started; the task will not run
   */
  @Override
  public synchronized void execute(Runnable task) {
    if (closed) {
      throw new RejectedExecutionException("the threads of " + name + " have ended");
    }
    tasks.addLast(task);
    if (idle >= tasks.size()) {
      notify();
    } else if (alive < most) {
      start();
    }
  }

  private void start() {
    try {
      DaemonThreads.daemon(this::work, name).start();
      alive++;
    } catch (Throwable e) {
      if (alive == 0) {
        tasks.removeLast();
        throw new RunException(
            "no thread can be started (%s): raise the process's limit of threads, or sample on a"
                    .formatted(Messages.reason(e))
                + " thread of your own",
            e);
      }
    }
  }

  /** Takes no more tasks; those that wait are still run, and then the threads end. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private void work() {
    Runnable task = next();
    while (task != null) {
      try {
        task.run();
      } catch (Throwable e) {
        // Tasks answer for their failures themselves; the thread goes on with the next one.
        WarningLog.warning("a task of " + name + " failed", e);
      }
      // Nothing of a finished task may be kept alive by a thread that waits.
      task = null;
      task = next();
    }
  }

  /** Waits for a task; null if the thread has to end. */
  private synchronized @Nullable Runnable next() {
    long asked = 0;
    while (tasks.isEmpty()) {
      long now = System.nanoTime();
      asked = asked == 0 ? now : asked;
      long left = KEEP_ALIVE_NANOS - (now - asked);
      if (closed || left <= 0) {
        alive--;
        return null;
      }
      idle++;
      try {
        wait(left / 1_000_000 + 1);
      } catch (InterruptedException e) {
        // Nobody but a finished task can have interrupted this thread.
      } finally {
        idle--;
      }
    }
    return tasks.pollFirst();
  }
}
