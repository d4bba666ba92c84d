package dev.wgan.train.cli;

import dev.wgan.onnx.cli.Cli;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * What Ctrl-C does to a command: it asks the work to end, and lets the command print how it ended.
 *
 * <p>Thread-safe. Who created it closes it when the work has ended.
 */
final class Interruption implements AutoCloseable {
  /** How long a command that was interrupted may take to print why it failed. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Runnable cancel;
  private final Thread hook = new Thread(this::run, "wgan-interrupt");
  private volatile boolean happened;

  Interruption(Runnable cancel) {
    this.cancel = cancel;
  }

  /** Starts to watch, and returns whether there is still something to watch for. */
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

  /** The JVM halts after its hooks: this one waits until the command has said how it ended. */
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
