package dev.wgan.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks after native runs and asynchronous calls, and stops those that have to stop.
 *
 * <p>Thread-safe. One daemon thread per JVM serves all generators (per class loader, where several
 * load this class). A run starts it; it looks every 5 ms while there is something to look after,
 * sleeps after 100 ms without, and ends after 10 seconds of sleep, so that idle generators cost
 * nothing and an unloaded application leaves no thread. A thread that cannot be started, or died,
 * is replaced by the next run; until then a call notices its deadline between two native runs.
 *
 * <p>Nothing here allocates but {@link #add} and starting the thread.
 */
final class Watchdog {
  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(5);
  private static final int QUIET_LOOKS = 20;

  /** The time that the thread sleeps before it ends; tests shorten it. */
  static volatile long idleNanos = TimeUnit.SECONDS.toNanos(10);

  /** The JVM prints a warning for every thread that fails to start: not one for every run. */
  private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(20);

  private static final Object LOCK = new Object();
  private static @Nullable Entry[] entries = new @Nullable Entry[16];
  private static int size;
  private static @Nullable Thread thread;
  private static volatile boolean awake;
  private static boolean failed;
  private static long failedAt;

  private Watchdog() {}

  /** Something to look after. */
  abstract static class Entry {
    private int place = -1;

    /** Stops it if it has to stop; returns whether there is anything to look after. */
    abstract boolean look();
  }

  static void add(Entry entry) {
    synchronized (LOCK) {
      if (size == entries.length) {
        entries = java.util.Arrays.copyOf(entries, 2 * size);
      }
      entries[size] = entry;
      entry.place = size++;
    }
  }

  /** Forgets an entry; does nothing if it is not there. */
  static void remove(Entry entry) {
    synchronized (LOCK) {
      int place = entry.place;
      if (place >= 0) {
        Entry last = entries[--size];
        entries[place] = last;
        entries[size] = null;
        if (last != null) {
          last.place = place;
        }
        entry.place = -1;
      }
    }
  }

  /** To be called after something began: wakes or starts the thread, unless it is awake. */
  static void wake() {
    if (!awake) {
      Throwable failure = rouse();
      if (failure != null) {
        WarningLog.warning(
            "the thread that keeps deadlines could not be started: until it can, a timeout or an"
                + " interruption is noticed only between two native runs",
            failure);
      }
    }
  }

  /** Returns why the thread could not be started, the first time only. */
  private static @Nullable Throwable rouse() {
    synchronized (LOCK) {
      Thread known = thread;
      if (known != null && known.isAlive()) {
        awake = true;
        LockSupport.unpark(known);
        return null;
      }
      if (failed && System.nanoTime() - failedAt < RETRY) {
        return null;
      }
      try {
        Thread made = DaemonThreads.shared(Watchdog::work, "wgan-watchdog");
        thread = made;
        awake = true;
        made.start();
        failed = false;
        return null;
      } catch (Throwable e) {
        thread = null;
        awake = false;
        boolean first = !failed;
        failed = true;
        failedAt = System.nanoTime();
        return first ? e : null;
      }
    }
  }

  /** Stops all runs of an owner that are on. */
  static void stopAll(Object owner, String why) {
    synchronized (LOCK) {
      for (int i = 0; i < size; i++) {
        if (entries[i] instanceof RunStopSwitch stopSwitch && stopSwitch.belongsTo(owner)) {
          stopSwitch.stop(why);
        }
      }
    }
  }

  private static void work() {
    try {
      int quiet = 0;
      while (quiet < QUIET_LOOKS || sleep()) {
        quiet = quiet < QUIET_LOOKS && !look() ? quiet + 1 : 0;
        LockSupport.parkNanos(Watchdog.class, INTERVAL);
        Thread.interrupted();
      }
    } finally {
      synchronized (LOCK) {
        if (Thread.currentThread().equals(thread)) {
          thread = null;
          awake = false;
        }
      }
    }
  }

  /** Sleeps until woken; returns false after a long sleep, when the thread has to end. */
  private static boolean sleep() {
    awake = false;
    // A run that began before it could see that we sleep is seen by this last look.
    if (look()) {
      awake = true;
      return true;
    }
    long end = System.nanoTime() + idleNanos;
    while (!awake) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        synchronized (LOCK) {
          if (!awake) {
            thread = null;
            return false;
          }
        }
      } else {
        LockSupport.parkNanos(Watchdog.class, left);
        Thread.interrupted();
      }
    }
    return true;
  }

  private static boolean look() {
    boolean any = false;
    synchronized (LOCK) {
      for (int i = size - 1; i >= 0; i--) {
        Entry entry = entries[i];
        try {
          any |= entry != null && entry.look();
        } catch (Throwable e) {
          // An exhausted heap or a failing call must not end the watch over the others.
          any = true;
        }
      }
    }
    return any;
  }
}
