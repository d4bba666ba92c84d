package dev.wgan.train.report;

import dev.wgan.train.monitor.Numbers;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines over the steps of a training, drawn with XChart.
 *
 * <p>Thread-safe: there is no state.
 */
final class LineChart {
  /** Small, so that its letters can still be read where a telephone shrinks the chart. */
  static final int WIDTH = 460;

  static final int HEIGHT = 250;

  /** Pixels of the picture per pixel of the chart, for sharp lines on fine and large screens. */
  private static final int SCALE = 3;

  /** Lines of at most so many points show each as a circle. */
  private static final int FEW = 12;

  /** The share of the plot that the lines take, so that circles at its edges stay whole. */
  private static final double CONTENT = 0.96;

  private LineChart() {}

  /**
   * Draws a chart.
   *
   * @param lines the lines, at least one with a point; those without are left out
   * @return a picture of three times {@link #WIDTH} × {@link #HEIGHT} pixels
   */
  static BufferedImage draw(List<Line> lines, Theme theme) {
    XYChart chart = empty(theme, lines.size());
    bound(chart.getStyler(), lines);
    for (Line line : lines) {
      if (!line.points().isEmpty()) {
        add(chart, line, theme);
      }
    }
    return paint(chart);
  }

  static XYChart empty(Theme theme, int lines) {
    XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).build();
    style(chart.getStyler(), theme, lines);
    return chart;
  }

  static BufferedImage paint(XYChart chart) {
    BufferedImage image =
        new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.scale(SCALE, SCALE);
      chart.paint(graphics, WIDTH, HEIGHT);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  /** Gives a single point, or points of one height, axes with a few round numbers around it. */
  private static void bound(XYStyler styler, List<Line> lines) {
    DoubleSummaryStatistics x = new DoubleSummaryStatistics();
    DoubleSummaryStatistics y = new DoubleSummaryStatistics();
    for (Line line : lines) {
      for (Line.Point point : line.points()) {
        x.accept(point.x());
        y.accept(point.y());
      }
    }
    if (x.getMin() == x.getMax()) {
      styler.setXAxisMax(Math.max(1, 2 * x.getMax())); // the step in the middle of the axis
    }
    if (y.getMax() - y.getMin() <= 1e-9 * Math.abs(y.getMax())) {
      double size = Math.max(Math.abs(y.getMax()), Double.MIN_NORMAL);
      double step = Math.pow(10, Math.floor(Math.log10(size)) - 1);
      long steps = y.getMax() == 0 ? 0 : Math.round(y.getMax() / step);
      styler.setYAxisMin(y.getMax() == 0 ? -1.0 : (steps - 3) * step);
      styler.setYAxisMax(y.getMax() == 0 ? 1.0 : (steps + 3) * step);
    }
  }

  private static void add(XYChart chart, Line line, Theme theme) {
    double[] x = line.points().stream().mapToDouble(Line.Point::x).toArray();
    double[] y = line.points().stream().mapToDouble(Line.Point::y).toArray();
    Color color = theme.of(line.role());
    XYSeries series = chart.addSeries(line.name(), x, y);
    series.setLineColor(color);
    series.setLineStyle(
        new BasicStroke(
            line.role() == Line.Role.FAINT ? 1 : 2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    series.setMarker(x.length <= FEW ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    series.setMarkerColor(color);
  }

  private static void style(XYStyler styler, Theme theme, int lines) {
    Font small = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    styler.setLocale(Locale.ROOT);
    styler.setAntiAlias(true);
    styler.setChartBackgroundColor(theme.paper);
    styler.setPlotBackgroundColor(theme.paper);
    styler.setChartFontColor(theme.ink);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(theme.grid);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotContentSize(CONTENT);
    styler.setMarkerSize(5);
    styler.setAxisTickMarksColor(theme.grid);
    styler.setAxisTickLabelsColor(theme.quiet);
    styler.setAxisTickLabelsFont(small);
    styler.setXAxisMin(0.0);
    styler.setXAxisTickMarkSpacingHint(80);
    styler.setxAxisTickLabelsFormattingFunction(Numbers::tick);
    styler.setyAxisTickLabelsFormattingFunction(Numbers::tick);
    styler.setChartPadding(8);
    styler.setLegendVisible(lines > 1);
    styler.setLegendPosition(Styler.LegendPosition.OutsideS);
    styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    styler.setLegendBackgroundColor(theme.paper);
    styler.setLegendBorderColor(theme.paper);
    styler.setLegendFont(small);
    styler.setLegendSeriesLineLength(16);
  }
}
