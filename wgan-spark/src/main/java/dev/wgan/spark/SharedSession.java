package dev.wgan.spark;

import dev.wgan.runtime.Generator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A session that several tasks of a JVM use, with their number.
 *
 * <p>The counts are guarded by {@link ExecutorSessions}; the generator by this object's monitor,
 * under which it is loaded, so that a second task waits for the first one's loading.
 */
final class SharedSession {
  private final SessionKey key;
  private int users;
  private long uses;
  private @Nullable Generator generator;

  SharedSession(SessionKey key) {
    this.key = key;
  }

  SessionKey key() {
    return key;
  }

  void enter() {
    users++;
    uses++;
  }

  /** Leaves the session; returns whether nobody uses it any more. */
  boolean exit() {
    users--;
    return users == 0;
  }

  /** The number of entries so far. */
  long uses() {
    return uses;
  }

  boolean isUnusedSince(long entries) {
    return users == 0 && uses == entries;
  }

  synchronized boolean loaded() {
    return generator != null;
  }

  synchronized Generator generator(Supplier<byte[]> bytes) {
    Generator loaded = generator;
    if (loaded == null) {
      loaded = NamedFailures.load(key, bytes.get());
      generator = loaded;
    }
    return loaded;
  }

  synchronized void close() {
    if (generator != null) {
      generator.close();
    }
  }
}
