package dev.wgan.train.cli;

import dev.wgan.onnx.cli.Cli;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * The effect of Ctrl-C on a command: the work is asked to end, and the command can then print the
 * outcome.
 *
 * <p>Thread-safe. The creator closes it when the work has ended.
 */
final class Interruption implements AutoCloseable {
  /** The time that an interrupted command has to print why it failed. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Runnable cancel;
  private final Thread hook = new Thread(this::run, "wgan-interrupt");
  private volatile boolean happened;

  Interruption(Runnable cancel) {
    this.cancel = cancel;
  }

  /** Starts to watch, and returns false if the JVM is shutting down already. */
  boolean watch() {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return true;
    } catch (IllegalStateException e) { // the JVM is shutting down
      return false;
    }
  }

  /** Returns whether the command was interrupted. */
  boolean happened() {
    return happened;
  }

  /** The JVM halts after its hooks: this hook waits until the command has printed its outcome. */
  private void run() {
    happened = true;
    cancel.run();
    try {
      ended.await();
      Cli.awaitEnd(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down, and the hook is what waits for this thread.
    }
    ended.countDown();
  }
}
