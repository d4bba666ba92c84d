package dev.wgan.runtime;

/**
 * Writes warnings to {@code System.Logger}, and never fails. Thread-safe.
 *
 * <p>What is logged here happened on a way that must go on: a log that throws, or that finds no
 * memory, must not end it.
 */
final class WarningLog {
  private WarningLog() {}

  static void warning(String message, Throwable cause) {
    try {
      System.getLogger(Generator.class.getName()).log(System.Logger.Level.WARNING, message, cause);
    } catch (Throwable e) {
      keepInterrupt(e);
    }
  }

  static void debug(String message, Throwable cause) {
    try {
      System.getLogger(Generator.class.getName()).log(System.Logger.Level.DEBUG, message, cause);
    } catch (Throwable e) {
      keepInterrupt(e);
    }
  }

  /** A swallowed InterruptedException (other languages throw it undeclared) keeps its status. */
  static void keepInterrupt(Throwable e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }
}
