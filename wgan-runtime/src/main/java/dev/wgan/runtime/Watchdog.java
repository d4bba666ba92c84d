package dev.wgan.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks after native runs and stops those whose call has to stop.
 *
 * <p>Thread-safe. One daemon thread per generator, started by its first run: it looks every 5 ms
 * while there are runs, and sleeps until woken after 100 ms without any, so that an idle generator
 * costs nothing.
 */
final class Watchdog {
  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(5);
  private static final int QUIET_LOOKS = 20;

  private final List<Watch> watches = new CopyOnWriteArrayList<>();
  private final String name;
  private @Nullable Thread thread;
  private volatile boolean asleep;
  private volatile boolean closed;

  Watchdog(String name) {
    this.name = name;
  }

  /** Adds the watch of a new worker. */
  synchronized void add(Watch watch) {
    watches.add(watch);
    if (thread == null && !closed) {
      thread = new Thread(this::lookAfterRuns, name);
      thread.setDaemon(true);
      thread.start();
    }
  }

  void remove(Watch watch) {
    watches.remove(watch);
  }

  /** To be called after each begin of a run: wakes the thread if it sleeps. */
  void wake() {
    if (asleep) {
      asleep = false;
      LockSupport.unpark(thread);
    }
  }

  synchronized void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  /** Stops all runs that are on. */
  void stopAll(String why) {
    watches.forEach(watch -> watch.stop(why));
  }

  private void lookAfterRuns() {
    int quiet = 0;
    while (!closed) {
      quiet = look() ? 0 : quiet + 1;
      if (quiet < QUIET_LOOKS) {
        LockSupport.parkNanos(this, INTERVAL);
        continue;
      }
      asleep = true;
      // A run that began before it could see that we sleep is seen by this last look.
      while (asleep && !closed && !look()) {
        LockSupport.park(this);
      }
      asleep = false;
      quiet = 0;
    }
  }

  private boolean look() {
    boolean runs = false;
    for (Watch watch : watches) {
      runs |= watch.look();
    }
    return runs;
  }
}
