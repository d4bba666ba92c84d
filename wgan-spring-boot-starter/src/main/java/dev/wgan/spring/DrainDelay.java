package dev.wgan.spring;

import java.time.Duration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * The first thing to stop: the application says that it refuses traffic, and goes on to answer for
 * a while, so that a load balancer turns to other instances before the port is closed. A connection
 * that arrives while a port is being closed would be reset.
 *
 * <p>Thread-safe.
 */
final class DrainDelay implements SmartLifecycle {
  private final ApplicationContext application;
  private final Duration delay;
  private volatile boolean running;

  DrainDelay(ApplicationContext application, Duration delay) {
    this.application = application;
    this.delay = delay;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    if (delay.isZero() || delay.isNegative()) {
      return;
    }
    AvailabilityChangeEvent.publish(application, ReadinessState.REFUSING_TRAFFIC);
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever interrupts the shutdown wants it to be quick
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stops before all others, of which the web server is one. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
