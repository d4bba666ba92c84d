package dev.wgan.runtime;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Detects other shutdown hooks that are still running, such as that of a server that drains.
 *
 * <p>For the thread of one shutdown hook. Java has no method for it, but hooks can be told from
 * other threads: they were created before the shutdown and started in it. Hooks that were started
 * before this one are in the snapshot of the threads; the JVM waits for them before it waits for
 * this hook, because it waits in the order in which it started the hooks.
 */
final class OtherShutdownHooks {
  /** The thread that starts all hooks and then waits for one after the other. */
  private final Thread starter = Thread.currentThread();

  private final String ignored;
  private final Set<Long> before = new HashSet<>();
  private final long firstNewId;

  /**
   * Takes the snapshot, on the thread that starts the hooks.
   *
   * @param ignored the name of threads that are not waited for: such as this hook's
   */
  OtherShutdownHooks(String ignored) {
    this.ignored = ignored;
    for (Thread thread : threads()) {
      before.add(thread.getId());
    }
    this.firstNewId = new Thread(ignored).getId();
  }

  /**
   * Returns whether none is running. The calling thread must hold its own monitor, so that the
   * JVM's waiting for it, a {@link Thread#join}, is seen as a thread blocked on that.
   */
  boolean ended() {
    return starter.getState() == Thread.State.BLOCKED && threads().stream().noneMatch(this::isHook);
  }

  /** All live threads, without the cost of their stack traces. */
  private static List<Thread> threads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] all = new Thread[16];
    int count;
    while ((count = root.enumerate(all)) == all.length) {
      all = new Thread[2 * all.length];
    }
    return List.of(Arrays.copyOf(all, count));
  }

  private boolean isHook(Thread thread) {
    long id = thread.getId();
    ThreadGroup group = thread.getThreadGroup();
    // The JVM's own threads, its compilers for example, may start at any time.
    boolean ofTheJvm = group == null || group.getParent() == null;
    return id < firstNewId
        && !before.contains(id)
        && !ofTheJvm
        && !thread.getName().equals(ignored);
  }
}
