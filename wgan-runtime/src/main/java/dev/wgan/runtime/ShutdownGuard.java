package dev.wgan.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends all native runs before ONNX Runtime's own shutdown hook frees what they stand on.
 *
 * <p>Thread-safe. ONNX Runtime registers a hook that frees its environment; a run that then fails,
 * and logs that, crashes the process. Hooks have no order, but the JVM <em>starts</em> them one
 * after the other, in the iteration order of an IdentityHashMap: this hook does its work in {@link
 * #start}, on the thread that starts the hooks, and is chosen among candidates so that it comes
 * early. Should a JVM order them otherwise, the work is still done, only not certainly first.
 */
final class ShutdownGuard extends Thread {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
  private static final int CANDIDATES = 512;

  /** Slots of IdentityHashMap that its hash spreads over while there are at most 341 hooks. */
  private static final int SLOTS = 1024;

  private static final Set<GeneratorCore> LIVE = ConcurrentHashMap.newKeySet();
  private static @Nullable ShutdownGuard installed;
  private static volatile boolean shuttingDown;

  private ShutdownGuard() {
    super("wgan-shutdown");
  }

  /** Installs the guard; best before ONNX Runtime is loaded, so that it comes first. */
  static synchronized void install() {
    if (installed != null || shuttingDown) {
      return;
    }
    ShutdownGuard best = new ShutdownGuard();
    for (int i = 1; i < CANDIDATES && best.slot() > 0; i++) {
      ShutdownGuard candidate = new ShutdownGuard();
      if (candidate.slot() < best.slot()) {
        best = candidate;
      }
    }
    try {
      Runtime.getRuntime().addShutdownHook(best);
      installed = best;
    } catch (IllegalStateException e) {
      shuttingDown = true;
    }
  }

  /** Fails once the JVM is going down: nothing native may start any more. */
  static void check() {
    if (shuttingDown) {
      throw new ProviderException("the JVM is shutting down: no generator can be loaded any more");
    }
  }

  static void add(GeneratorCore core) {
    LIVE.add(core);
  }

  static void remove(GeneratorCore core) {
    LIVE.remove(core);
  }

  /** IdentityHashMap's hash function: where the table's iteration meets this key. */
  private int slot() {
    int hash = System.identityHashCode(this);
    return ((hash << 1) - (hash << 8)) & (SLOTS - 1);
  }

  @Override
  public synchronized void start() {
    shuttingDown = true;
    long deadline = System.nanoTime() + PATIENCE;
    for (GeneratorCore core : LIVE) {
      try {
        if (!core.shutDown(Math.max(1, deadline - System.nanoTime()))) {
          System.getLogger(Generator.class.getName())
              .log(
                  System.Logger.Level.WARNING,
                  "a run of {0} did not stop within 10 s of the JVM''s shutdown",
                  core.layout().model());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    super.start();
  }
}
