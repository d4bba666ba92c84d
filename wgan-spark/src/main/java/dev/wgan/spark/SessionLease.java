package dev.wgan.spark;

import dev.wgan.runtime.Generator;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A share in the session of a JVM.
 *
 * <p>Thread-safe. The task that leased it closes it; the generator is not to be closed.
 */
final class SessionLease implements AutoCloseable {
  private final Generator generator;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  SessionLease(Generator generator, Runnable release) {
    this.generator = generator;
    this.release = release;
  }

  Generator generator() {
    return generator;
  }

  /** Gives the share back. A second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
