package dev.wgan.runtime;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps a native resource alive while calls use it, and frees it once, after the last of them.
 *
 * <p>Thread-safe. ONNX Runtime crashes the process when a session is closed under a running call;
 * every call therefore enters here first, and closing waits for those that did.
 */
final class InFlight {
  private static final int CLOSED = Integer.MIN_VALUE;

  /** The number of calls inside; {@link #CLOSED} is added when no more may enter. */
  private final AtomicInteger state = new AtomicInteger();

  private final CountDownLatch freed = new CountDownLatch(1);
  private final Runnable free;

  InFlight(Runnable free) {
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

  void exit() {
    if (state.decrementAndGet() == CLOSED) {
      free();
    }
  }

  boolean closed() {
    return state.get() < 0;
  }

  /** Lets nobody in any more; the resource is freed by the last call to leave, or here if none. */
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
  void awaitFreed() {
    boolean interrupted = false;
    while (true) {
      try {
        freed.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the resource is freed, at most so long; tells whether it is. */
  boolean awaitFreed(long nanos) throws InterruptedException {
    return freed.await(nanos, TimeUnit.NANOSECONDS);
  }

  private void free() {
    try {
      free.run();
    } finally {
      freed.countDown();
    }
  }
}
