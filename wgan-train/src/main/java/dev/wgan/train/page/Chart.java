package dev.wgan.train.page;

import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * A chart: lines over a common axis, with a caption.
 *
 * <p>Immutable and thread-safe.
 *
 * @param title the subject of the chart
 * @param caption an explanation
 * @param across the quantity on the x axis
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
   * @return true if the lines have no points
   */
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /**
   * Draws the chart as a picture of its own, light or dark like the reader's screen.
   *
   * @return an SVG file
   */
  public String svg() {
    return ChartView.standalone(this);
  }
}
