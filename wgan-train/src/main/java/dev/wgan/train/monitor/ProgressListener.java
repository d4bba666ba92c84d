package dev.wgan.train.monitor;

import dev.wgan.runtime.internal.Terminal;
import dev.wgan.train.monitor.TrainingEvent.Finished;
import dev.wgan.train.monitor.TrainingEvent.Measured;
import dev.wgan.train.monitor.TrainingEvent.Started;
import dev.wgan.train.monitor.TrainingEvent.Stepped;
import dev.wgan.train.monitor.TrainingEvent.Warned;
import java.io.PrintWriter;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A listener that shows the progress of a training: speed, Wasserstein estimate and time left as a
 * bar or as lines, and each warning on a line of its own.
 *
 * <p>Not thread-safe: for one training. The creator closes it after the training, also after a
 * failure, so that the bar stops.
 */
public final class ProgressListener implements TrainingListener, AutoCloseable {
  private final ProgressDisplay display;
  private final LongSupplier nanoTime;
  private long startedAt;
  private long startedFrom;
  private Pace.@Nullable Start start;
  private @Nullable Double smoothed;

  private ProgressListener(ProgressDisplay display, LongSupplier nanoTime) {
    this.display = display;
    this.nanoTime = nanoTime;
  }

  /**
   * Returns a listener that draws a bar if the process has a terminal, and prints lines otherwise.
   *
   * @param out the writer of standard output or standard error
   * @return the listener
   */
  public static ProgressListener of(PrintWriter out) {
    return Terminal.present() ? bar(out, System::nanoTime) : plain(out, System::nanoTime);
  }

  /**
   * Returns a listener that prints a line at each tenth of the steps and each minute, but never two
   * within five seconds.
   *
   * @param out the writer
   * @param nanoTime a clock, such as {@code System::nanoTime}
   * @return the listener
   */
  public static ProgressListener plain(PrintWriter out, LongSupplier nanoTime) {
    return new ProgressListener(new PlainProgress(out), nanoTime);
  }

  /**
   * Returns a listener that draws a bar in the last line of a terminal.
   *
   * @param out the terminal
   * @param nanoTime a clock for speed and time left, such as {@code System::nanoTime}
   * @return the listener
   */
  public static ProgressListener bar(PrintWriter out, LongSupplier nanoTime) {
    return new ProgressListener(new BarProgress(out), nanoTime);
  }

  @Override
  public void on(TrainingEvent event) {
    if (event instanceof Started started) {
      startedAt = nanoTime.getAsLong();
      start = Pace.Start.of(started.config(), started.step());
      startedFrom = started.step();
      if (startedFrom < started.config().schedule().steps()) {
        start(startedFrom, started.config().schedule().steps());
      }
    } else if (event instanceof Measured measured) {
      smoothed = measured.measurement().smoothed();
    } else if (event instanceof Stepped stepped && start != null) {
      double wasserstein = smoothed != null ? smoothed : stepped.wasserstein();
      display.show(
          start.at(stepped.step(), stepped.criticIterations(), seconds(), wasserstein).reached(),
          seconds());
    } else if (event instanceof Warned warned) {
      display.line(
          "warning at step %s: %s".formatted(Numbers.count(warned.step()), warned.message()));
    } else if (event instanceof Finished finished) {
      display.close();
      if (finished.step() == startedFrom) {
        return; // nothing was left to train
      }
      display.line(
          "%s after %s generator iterations, %s"
              .formatted(
                  reason(finished.reason()),
                  Numbers.count(finished.step()),
                  Numbers.duration(seconds())));
    }
  }

  private void start(long step, long steps) {
    display.start(
        "training",
        step == 0
            ? "training %s generator iterations".formatted(Numbers.count(steps))
            : "continuing at step %s of %s".formatted(Numbers.count(step), Numbers.count(steps)),
        step,
        steps);
  }

  private static String reason(TrainingEvent.Reason reason) {
    return switch (reason) {
      case COMPLETE -> "done";
      case PATIENCE -> "stopped, as the criterion has not improved,";
      case CANCELLED -> "cancelled";
    };
  }

  private double seconds() {
    return (nanoTime.getAsLong() - startedAt) / 1e9;
  }

  /** Ends the bar; printed lines stay. */
  @Override
  public void close() {
    display.close();
  }
}
