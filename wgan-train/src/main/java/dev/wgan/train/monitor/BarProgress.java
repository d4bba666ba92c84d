package dev.wgan.train.monitor;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress as a bar in the last line of a terminal, drawn by a thread of its own until closed. */
final class BarProgress implements ProgressDisplay {
  /**
   * Fits a terminal of common width: a longer line would wrap, and each update would leave a line.
   */
  private static final int WIDTH = 79;

  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintWriter out;
  private volatile double secondsLeft = Double.NaN;
  private @Nullable ProgressBar bar;

  BarProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void start(String task, String line, long step, long steps) {
    bar =
        ProgressBar.builder()
            .setTaskName(task)
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.ASCII)
            .startsFrom(step, Duration.ZERO)
            .setEtaFunction(state -> left())
            .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
            .build();
  }

  private Optional<Duration> left() {
    double seconds = secondsLeft;
    return seconds >= 0 ? Optional.of(Duration.ofSeconds((long) seconds)) : Optional.empty();
  }

  @Override
  public void show(Reached reached, double seconds) {
    secondsLeft = reached.secondsLeft();
    if (bar != null) {
      bar.stepTo(reached.step());
      bar.setExtraMessage(reached.brief());
    }
  }

  /** The bar's thread draws while the training thread prints, so each of them locks the line. */
  private synchronized void draw(String text) {
    out.print(ERASE_LINE + text);
    out.flush();
  }

  @Override
  public synchronized void line(String text) {
    out.print(ERASE_LINE + text + System.lineSeparator());
    out.flush();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
      synchronized (this) {
        out.println();
        out.flush();
      }
    }
  }
}
