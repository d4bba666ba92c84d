package dev.wgan.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The shutdown hook that ends all native runs before the JVM ends, and not earlier than it must.
 *
 * <p>Thread-safe. Generators go on while other shutdown hooks run, so that a server can drain; then
 * the runs that are still on are stopped. The system property {@value #PROPERTY} limits how long
 * that may take. ONNX Runtime's own hook does not end the runs, since {@link EnvironmentHold} keeps
 * its environment alive.
 *
 * <p>Where the environment cannot be held, the runs are stopped before ONNX Runtime's hook begins.
 * Hooks have no order, but the JVM <em>starts</em> them one after the other, in the iteration order
 * of an IdentityHashMap: this hook then does its work in {@link #start}, on the thread that starts
 * the hooks, and is chosen among candidates so that it comes early.
 */
final class ShutdownGuard extends Thread {
  /** Most seconds that generators go on after the JVM's shutdown has begun. */
  static final String PROPERTY = "dev.wgan.shutdownSeconds";

  private static final long DEFAULT_SECONDS = 60;
  private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LOOK_MILLIS = 5;
  private static final String NAME = "wgan-shutdown";
  private static final int CANDIDATES = 512;

  /** Slots of IdentityHashMap that its hash spreads over while there are at most 341 hooks. */
  private static final int SLOTS = 1024;

  private static final Set<GeneratorCore> LIVE = ConcurrentHashMap.newKeySet();
  private static @Nullable ShutdownGuard installed;
  private static volatile boolean stopping;

  private @Nullable OtherShutdownHooks others;

  private ShutdownGuard() {
    super(NAME);
  }

  /** Installs the guard; best before ONNX Runtime is loaded, so that it comes first. */
  static synchronized void install() {
    if (installed != null || stopping) {
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
      stopping = true;
    }
  }

  /** Fails once the JVM is going down: nothing native may start any more. */
  static void check() {
    if (stopping) {
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
    if (EnvironmentHold.held()) {
      others = new OtherShutdownHooks(NAME);
    } else {
      stopAll();
    }
    super.start();
  }

  @Override
  public void run() {
    OtherShutdownHooks hooks = others;
    if (hooks != null) {
      awaitEnd(hooks);
      if (!LIVE.isEmpty()) {
        stopAll();
      }
    }
  }

  /** Waits until all generators are closed, no other hook is running, or the time is over. */
  private synchronized void awaitEnd(OtherShutdownHooks hooks) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds());
    while (!LIVE.isEmpty() && System.nanoTime() < end && !hooks.ended()) {
      try {
        // If the JVM already waits for this hook, it now needs the monitor, which sleeping keeps:
        // by that it is recognised.
        notifyAll();
        sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static long seconds() {
    String text = System.getProperty(PROPERTY, "");
    try {
      return text.isEmpty() ? DEFAULT_SECONDS : Math.max(0, Math.min(86_400, Long.parseLong(text)));
    } catch (NumberFormatException e) {
      WarningLog.warning(
          "the system property %s is '%s': expected a number of seconds, taken as %s"
              .formatted(PROPERTY, text, DEFAULT_SECONDS),
          e);
      return DEFAULT_SECONDS;
    }
  }

  private static void stopAll() {
    stopping = true;
    long deadline = System.nanoTime() + STOP_NANOS;
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
        return;
      } catch (RuntimeException | Error e) {
        WarningLog.warning("a generator could not be stopped at the JVM's shutdown", e);
      }
    }
  }
}
