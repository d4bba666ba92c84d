package dev.wgan.onnx.cli;

import dev.wgan.runtime.TileListener;
import dev.wgan.runtime.internal.Terminal;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * The progress of a command over tiles and files, as a bar in the last line of a terminal; nothing
 * is drawn elsewhere.
 *
 * <p>Called by one thread at a time.
 */
final class PictureProgress implements TileListener {
  private static final String ERASE_LINE = "\r\u001b[K";
  private static final int WIDTH = 30;
  private static final long REDRAW_NANOS = 100_000_000;

  private final PrintWriter err;
  private final boolean terminal;
  private final int files;
  private String name = "";
  private int file;
  private long drawn = System.nanoTime() - REDRAW_NANOS;

  PictureProgress(PrintWriter err, int files) {
    this(err, files, Terminal.present());
  }

  PictureProgress(PrintWriter err, int files, boolean terminal) {
    this.err = err;
    this.files = files;
    this.terminal = terminal;
  }

  /** Starts the next file. */
  void start(String next) {
    name = next;
    file++;
  }

  @Override
  public void tile(int done, int total) {
    long now = System.nanoTime();
    if (!terminal || (done < total && now - drawn < REDRAW_NANOS)) {
      return;
    }
    drawn = now;
    int full = (int) ((long) WIDTH * done / total);
    String bar = "=".repeat(full) + " ".repeat(WIDTH - full);
    String of = files > 1 ? "file %s of %s, ".formatted(file, files) : "";
    err.print(
        ERASE_LINE + String.format(Locale.ROOT, "[%s] %stile %s of %s", bar, of, done, total));
    err.flush();
  }

  @Override
  public void remark(String remark) {
    erase();
    err.println("%s: %s".formatted(name, remark));
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
