package dev.wgan.runtime;

import java.lang.ref.Cleaner;

/**
 * Frees a resource that its owner did not close, and logs the place where the owner was created.
 *
 * <p>Thread-safe. The action must not refer to the owner.
 */
final class LeakGuard {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Watched watched;
  private final Cleaner.Cleanable cleanable;

  private LeakGuard(Object owner, String description, Runnable free) {
    this.watched = new Watched(description, free);
    this.cleanable = CLEANER.register(owner, watched);
  }

  /** Guards an owner; frees at once if that fails, because it would not be freed later. */
  static LeakGuard of(Object owner, String description, Runnable free) {
    boolean guarded = false;
    try {
      LeakGuard guard = new LeakGuard(owner, description, free);
      guarded = true;
      return guard;
    } finally {
      if (!guarded) {
        free.run();
      }
    }
  }

  /** Frees now, silently; does nothing the second time. */
  void close() {
    watched.closed = true;
    cleanable.clean();
  }

  private static final class Watched implements Runnable {
    private final String description;
    private final Runnable free;
    private final Throwable site;
    private volatile boolean closed;

    Watched(String description, Runnable free) {
      this.description = description;
      this.free = free;
      this.site = new Throwable("it was made here");
    }

    @Override
    public void run() {
      if (!closed) {
        WarningLog.warning(description + " was never closed", site);
      }
      free.run();
    }
  }
}
