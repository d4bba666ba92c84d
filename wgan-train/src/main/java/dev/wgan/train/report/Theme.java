package dev.wgan.train.report;

import java.awt.Color;

/** The colours of a chart, on light and on dark paper; the page's style sheet has the same. */
enum Theme {
  LIGHT(0xffffff, 0x1f2328, 0x59636e, 0xe3e7ec, 0x0b62c4, 0xc2570c, 0x9db7d5),
  DARK(0x161b22, 0xe6edf3, 0x9198a1, 0x2b323b, 0x6cb6ff, 0xf0a35e, 0x4a6585);

  final Color paper;
  final Color ink;
  final Color quiet;
  final Color grid;
  private final Color main;
  private final Color other;
  private final Color faint;

  Theme(int paper, int ink, int quiet, int grid, int main, int other, int faint) {
    this.paper = new Color(paper);
    this.ink = new Color(ink);
    this.quiet = new Color(quiet);
    this.grid = new Color(grid);
    this.main = new Color(main);
    this.other = new Color(other);
    this.faint = new Color(faint);
  }

  Color of(Line.Role role) {
    return switch (role) {
      case MAIN -> main;
      case OTHER -> other;
      case FAINT -> faint;
    };
  }
}
