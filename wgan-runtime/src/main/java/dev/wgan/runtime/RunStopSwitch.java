package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import org.jspecify.annotations.Nullable;

/**
 * The stop switch of one worker's native runs.
 *
 * <p>Thread-safe: the worker begins and ends runs, the watchdog looks in between. The lock makes
 * sure that a late stop never hits the following run.
 */
final class RunStopSwitch extends Watchdog.Entry implements AutoCloseable {
  private final OrtSession.RunOptions runOptions;
  private final Object owner;
  private @Nullable StopSignal running;
  private boolean stopped;
  private boolean closed;

  /** The owner is only compared with: {@link Watchdog#stopAll} stops the runs of one. */
  RunStopSwitch(Object owner) throws OrtException {
    this.owner = owner;
    this.runOptions = new OrtSession.RunOptions();
  }

  /** The options to run with; closed by this switch. */
  OrtSession.RunOptions runOptions() {
    return runOptions;
  }

  boolean belongsTo(Object other) {
    return owner.equals(other);
  }

  synchronized void begin(StopSignal signal) {
    running = signal;
  }

  /** Ends a run and returns whether it was stopped. */
  synchronized boolean end() {
    running = null;
    boolean was = stopped;
    if (stopped) {
      stopped = false;
      terminate(false);
    }
    return was;
  }

  /** Stops the run that is on, if it has to stop; returns whether a run is on. */
  @Override
  synchronized boolean look() {
    if (running == null || closed) {
      return false;
    }
    if (!stopped && running.isSet()) {
      stopped = true;
      terminate(true);
    }
    return true;
  }

  /** Stops the run that is on, if any. */
  synchronized void stop(String why) {
    if (running != null && !closed) {
      running.cancel(why);
      look();
    }
  }

  private void terminate(boolean value) {
    try {
      runOptions.setTerminate(value);
    } catch (OrtException e) {
      throw new RunException("a run could not be stopped: " + Messages.reason(e), e);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      runOptions.close();
    }
  }
}
