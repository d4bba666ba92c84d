package dev.wgan.onnx.cli;

import dev.wgan.runtime.TileListener;
import dev.wgan.runtime.internal.Terminal;
import java.io.PrintWriter;

/**
 * The progress of a command over tiles and files, as a bar in the last line of a terminal; nothing
 * is drawn elsewhere.
 *
 * <p>Called by one thread at a time.
 */
final class PictureProgress implements TileListener {
  private final PrintWriter err;
  private final TerminalBar bar;
  private final int files;
  private String name = "";
  private int file;

  PictureProgress(PrintWriter err, int files) {
    this(err, files, Terminal.present());
  }

  PictureProgress(PrintWriter err, int files, boolean terminal) {
    this.err = err;
    this.files = files;
    this.bar = new TerminalBar(err, terminal);
  }

  /** Starts the next file. */
  void start(String next) {
    name = next;
    file++;
  }

  @Override
  public void tile(int done, int total) {
    String of = files > 1 ? "file %s of %s, ".formatted(file, files) : "";
    bar.draw(done, total, "%stile %s of %s".formatted(of, done, total));
  }

  @Override
  public void remark(String remark) {
    bar.erase();
    err.println("%s: %s".formatted(name, remark));
    err.flush();
  }

  /** Removes the bar, so that a sentence can be printed. */
  void erase() {
    bar.erase();
  }
}
