package dev.wgan.train.page;

import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * Lines over a common axis, and how they are to be read.
 *
 * <p>Immutable and thread-safe.
 *
 * @param title what the chart shows
 * @param caption how it is to be read
 * @param across what x is
 * @param logarithmic whether the axis of y is logarithmic
 * @param lines the lines
 */
public record Chart(
    String title, String caption, String across, boolean logarithmic, List<Line> lines) {
  /** Values that differ by a smaller factor are easier to read on a linear axis. */
  private static final double WIDE = 10;

  /**
   * Leaves out lines without a point and, if the axis is to be logarithmic, values of 0 or less. If
   * the other values differ by a factor below 10, the axis becomes linear.
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
    DoubleSummaryStatistics range =
        lines.stream()
            .flatMap(line -> line.points().stream())
            .mapToDouble(Line.Point::y)
            .summaryStatistics();
    logarithmic = positive && range.getMax() >= WIDE * range.getMin();
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
