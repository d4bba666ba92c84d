package dev.wgan.train.monitor;

import java.io.PrintWriter;

/** Progress as lines for a file: at each tenth and each minute, but never within five seconds. */
final class PlainProgress implements ProgressDisplay {
  static final double LEAST_SECONDS = 5;
  static final double MOST_SECONDS = 60;
  static final int PERCENT = 10;

  private final PrintWriter out;
  private double shownAt;
  private int shownPercent;

  PlainProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void start(String task, String line, long step, long steps) {
    shownPercent = (int) (100 * step / steps);
    line(line);
  }

  @Override
  public void show(Reached reached, double seconds) {
    double since = seconds - shownAt;
    boolean tenth = reached.percent() / PERCENT > shownPercent / PERCENT;
    if (since >= MOST_SECONDS || (tenth && since >= LEAST_SECONDS)) {
      shownAt = seconds;
      shownPercent = reached.percent();
      line(
          "step %s of %s (%s %%), %s, %s left"
              .formatted(
                  Numbers.count(reached.step()),
                  Numbers.count(reached.steps()),
                  reached.percent(),
                  reached.speed(),
                  Numbers.duration(reached.secondsLeft())));
    }
  }

  @Override
  public void line(String text) {
    out.println(text);
    out.flush();
  }

  @Override
  public void close() {}
}
