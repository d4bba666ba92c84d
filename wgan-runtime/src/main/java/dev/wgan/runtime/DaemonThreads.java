package dev.wgan.runtime;

/** Makes the threads of this package, all of them daemons. Thread-safe. */
final class DaemonThreads {
  /** The stack size asked for, in bytes; 0 for the JVM's. Tests set one that no thread can have. */
  static volatile long stackBytes;

  private DaemonThreads() {}

  /** A daemon thread, not yet started. */
  static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(null, work, name, stackBytes);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * A daemon thread for the whole JVM: without the thread locals, class loader and group of the
   * thread that happens to make it.
   */
  static Thread shared(Runnable work, String name) {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    for (ThreadGroup up = root; up != null; up = up.getParent()) {
      root = up;
    }
    Thread thread = new Thread(root, work, name, stackBytes, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }
}
