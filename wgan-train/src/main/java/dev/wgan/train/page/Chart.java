package dev.wgan.train.page;

import java.util.List;

/**
 * Lines over a common axis, and how they are to be read.
 *
 * <p>Immutable and thread-safe.
 *
 * @param title what the chart shows
 * @param caption how it is to be read
 * @param across what x is
 * @param logarithmic whether the axis of y is logarithmic; values of 0 or less are then left out
 * @param lines the lines
 */
public record Chart(
    String title, String caption, String across, boolean logarithmic, List<Line> lines) {
  /**
   * Leaves out lines without a point, and on a logarithmic axis values of 0 or less.
   *
   * @param title what the chart shows
   * @param caption how it is to be read
   * @param across what x is
   * @param logarithmic whether the axis of y is logarithmic
   * @param lines the lines
   */
  public Chart {
    boolean positive = logarithmic;
    lines =
        lines.stream()
            .map(line -> positive ? line.positive() : line)
            .filter(line -> !line.points().isEmpty())
            .toList();
  }

  /**
   * Returns whether there is nothing to draw.
   *
   * @return whether no line has a point
   */
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /**
   * Draws the chart as a picture that stands alone, light or dark as the reader's screen is.
   *
   * @return an SVG file
   */
  public String svg() {
    return ChartView.standalone(this);
  }
}
