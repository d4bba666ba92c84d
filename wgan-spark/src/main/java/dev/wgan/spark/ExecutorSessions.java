package dev.wgan.spark;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The sessions of a JVM: one for each model and choice of options, shared by all tasks, counted,
 * and closed when no task has used it for a while.
 *
 * <p>Thread-safe. Spark creates readers itself and gives them no object of the executor, so that
 * the sessions of a JVM belong to this class. A session without a task lingers, because an executor
 * with one core has no task between two tasks.
 */
final class ExecutorSessions {
  private static final Logger LOG = System.getLogger(ExecutorSessions.class.getName());
  private static final Map<SessionKey, SharedSession> OPEN = new HashMap<>();
  private static final ScheduledExecutorService CLOSER =
      Executors.newSingleThreadScheduledExecutor(
          runnable -> {
            Thread thread = new Thread(runnable, "wgan-session-closer");
            thread.setDaemon(true);
            return thread;
          });

  private ExecutorSessions() {}

  /**
   * Returns a share in the session of a key, which is loaded if this JVM does not have it.
   *
   * @param key the model and the options
   * @param bytes supplies the bytes of the model; called only where it is loaded
   * @return the share, which the caller closes
   */
  static SessionLease lease(SessionKey key, Supplier<byte[]> bytes) {
    SharedSession session;
    synchronized (OPEN) {
      session = OPEN.computeIfAbsent(key, SharedSession::new);
      session.enter();
    }
    boolean ready = false;
    try {
      SessionLease lease = new SessionLease(session.generator(bytes), () -> release(session));
      ready = true;
      return lease;
    } finally {
      if (!ready) {
        release(session);
      }
    }
  }

  private static void release(SharedSession session) {
    long uses;
    synchronized (OPEN) {
      if (!session.exit()) {
        return;
      }
      uses = session.uses();
    }
    int seconds = session.loaded() ? session.key().choice().idleSeconds() : 0;
    if (seconds == 0) {
      closeUnused(session, uses);
    } else {
      closeLater(session, uses, seconds);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // failures are logged
  private static void closeLater(SharedSession session, long uses, int seconds) {
    CLOSER.schedule(
        () -> {
          try {
            closeUnused(session, uses);
          } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the session of " + session.key().model() + " stays open", e);
          }
        },
        seconds,
        TimeUnit.SECONDS);
  }

  /** Closes a session that nobody has entered since it was left. */
  private static void closeUnused(SharedSession session, long uses) {
    synchronized (OPEN) {
      if (!session.isUnusedSince(uses) || !OPEN.remove(session.key(), session)) {
        return;
      }
    }
    session.close();
  }

  /** The number of sessions that this JVM has. */
  static int count() {
    synchronized (OPEN) {
      return OPEN.size();
    }
  }
}
