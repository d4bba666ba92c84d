package dev.wgan.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps a native resource alive while calls use it, and frees it once, after the last of them.
 *
 * <p>Thread-safe. ONNX Runtime crashes the process when a session is closed under a running call;
 * every thread that runs it, helpers included, therefore enters here first, and closing waits for
 * those that did. Nothing here allocates after construction: an exhausted heap must not change who
 * is counted.
 */
final class InFlightGuard {
  private static final int CLOSED = Integer.MIN_VALUE;

  /** The number of calls inside; {@link #CLOSED} is added when no more may enter. */
  private final AtomicInteger state = new AtomicInteger();

  private final Runnable free;
  private boolean freed;

  InFlightGuard(Runnable free) {
    this.free = free;
  }

  /** Enters, unless closed; whoever got true must {@link #exit}. */
  boolean enter() {
    int current;
    do {
      current = state.get();
      if (current < 0) {
        return false;
      }
    } while (!state.compareAndSet(current, current + 1));
    return true;
  }

  /** Leaves; a failure to free is logged, since the call that leaves has its result already. */
  void exit() {
    if (state.decrementAndGet() == CLOSED) {
      try {
        free();
      } catch (Throwable e) {
        WarningLog.warning("a closed generator could not be freed", e);
      }
    }
  }

  boolean closed() {
    return state.get() < 0;
  }

  /** Refuses new calls; the resource is freed by the last call to leave, or here if none. */
  void close() {
    int current;
    do {
      current = state.get();
      if (current < 0) {
        return;
      }
    } while (!state.compareAndSet(current, current + CLOSED));
    if (current == 0) {
      free();
    }
  }

  /** Waits until the resource is freed; an interruption is kept for the caller, not obeyed. */
  synchronized void awaitFreed() {
    boolean interrupted = false;
    while (!freed) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for up to {@code nanos} until the resource is freed; returns whether it is. */
  synchronized boolean awaitFreed(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    long left = nanos;
    while (!freed && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
    return freed;
  }

  private void free() {
    try {
      free.run();
    } finally {
      synchronized (this) {
        freed = true;
        notifyAll();
      }
    }
  }
}
