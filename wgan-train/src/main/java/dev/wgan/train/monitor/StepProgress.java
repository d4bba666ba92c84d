package dev.wgan.train.monitor;

import dev.wgan.runtime.internal.Terminal;
import java.io.PrintWriter;
import java.util.function.LongSupplier;

/**
 * Shows how a work of many similar steps goes: speed and time left as a bar or as lines.
 *
 * <p>Not thread-safe: for one work, and one thread at a time. Close it after the work, whether that
 * succeeded or not, so that no bar draws on.
 */
public final class StepProgress implements AutoCloseable {
  private final ProgressDisplay display;
  private final String task;
  private final LongSupplier nanoTime;
  private final long startedAt;
  private boolean started;

  private StepProgress(ProgressDisplay display, String task, LongSupplier nanoTime) {
    this.display = display;
    this.task = task;
    this.nanoTime = nanoTime;
    this.startedAt = nanoTime.getAsLong();
  }

  /**
   * Returns a display that draws a bar where the process has a terminal, and prints lines where it
   * has none.
   *
   * @param out where to, the process's standard output or error
   * @param task the name of the work, such as {@code evaluating}
   * @return the display; its clock runs from now on
   */
  public static StepProgress of(PrintWriter out, String task) {
    return Terminal.present()
        ? bar(out, task, System::nanoTime)
        : plain(out, task, System::nanoTime);
  }

  static StepProgress plain(PrintWriter out, String task, LongSupplier nanoTime) {
    return new StepProgress(new PlainProgress(out), task, nanoTime);
  }

  static StepProgress bar(PrintWriter out, String task, LongSupplier nanoTime) {
    return new StepProgress(new BarProgress(out), task, nanoTime);
  }

  /**
   * Shows how many steps are done.
   *
   * @param done the steps done, 0 as the work begins
   * @param total the steps in all, 1 or more, the same in each call
   */
  public void show(long done, long total) {
    if (!started) {
      started = true;
      display.start(task, "%s, %s steps".formatted(task, Numbers.count(total)), done, total);
    }
    double perSecond = done / seconds();
    double left = done > 0 ? (total - done) / perSecond : Double.NaN;
    String speed = Numbers.rounded(done > 0 ? perSecond : 0);
    display.show(new Reached(done, total, left, speed + "/s", speed + " steps/s"), seconds());
  }

  /**
   * Prints a line of its own.
   *
   * @param text the line
   */
  public void line(String text) {
    display.line(text);
  }

  /**
   * Returns how long the work has taken.
   *
   * @return seconds since the display was created
   */
  public double seconds() {
    return (nanoTime.getAsLong() - startedAt) / 1e9;
  }

  /** Ends the bar; what was printed stays. */
  @Override
  public void close() {
    display.close();
  }
}
