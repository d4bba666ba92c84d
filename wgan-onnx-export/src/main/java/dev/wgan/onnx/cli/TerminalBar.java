package dev.wgan.onnx.cli;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * A bar in the last line of a terminal, redrawn at most ten times a second; nothing is drawn
 * elsewhere.
 *
 * <p>Called by one thread at a time.
 */
final class TerminalBar {
  private static final String ERASE_LINE = "\r\u001b[K";
  private static final int WIDTH = 30;
  private static final long REDRAW_NANOS = 100_000_000;

  private final PrintWriter err;
  private final boolean terminal;
  private long drawn = System.nanoTime() - REDRAW_NANOS;

  TerminalBar(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  /** Draws the bar with a text, unless it was drawn a moment ago and more is to come. */
  void draw(long done, long total, String text) {
    long now = System.nanoTime();
    if (!terminal || (done < total && now - drawn < REDRAW_NANOS)) {
      return;
    }
    drawn = now;
    int full = (int) (WIDTH * done / Math.max(1, total));
    String bar = "=".repeat(full) + " ".repeat(WIDTH - full);
    err.print(ERASE_LINE + String.format(Locale.ROOT, "[%s] %s", bar, text));
    err.flush();
  }

  /** Removes the bar, so that a sentence can be printed. */
  void erase() {
    if (terminal) {
      err.print(ERASE_LINE);
      err.flush();
    }
  }
}
