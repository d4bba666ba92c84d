package dev.wgan.train.report;

import dev.wgan.train.monitor.Numbers;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
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
  static final int WIDTH = 620;
  static final int HEIGHT = 300;

  /** Pixels of the picture per pixel of the page, for sharp lines on fine screens. */
  private static final int SCALE = 2;

  private LineChart() {}

  /**
   * Draws a chart.
   *
   * @param lines the lines, at least one with a point; those without are left out
   * @return a picture of twice {@link #WIDTH} × {@link #HEIGHT} pixels
   */
  static BufferedImage draw(List<Line> lines, Theme theme) {
    XYChart chart = empty(theme, lines.size());
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

  private static void add(XYChart chart, Line line, Theme theme) {
    double[] x = line.points().stream().mapToDouble(Line.Point::x).toArray();
    double[] y = line.points().stream().mapToDouble(Line.Point::y).toArray();
    Color color = theme.of(line.role());
    XYSeries series = chart.addSeries(line.name(), x, y);
    series.setLineColor(color);
    series.setLineStyle(
        new BasicStroke(
            line.role() == Line.Role.FAINT ? 1 : 2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    series.setMarker(x.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    series.setMarkerColor(color);
  }

  private static void style(XYStyler styler, Theme theme, int lines) {
    Font small = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    styler.setLocale(Locale.ROOT);
    styler.setAntiAlias(true);
    styler.setChartBackgroundColor(theme.paper);
    styler.setPlotBackgroundColor(theme.paper);
    styler.setChartFontColor(theme.ink);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(theme.grid);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotContentSize(1);
    styler.setAxisTickMarksColor(theme.grid);
    styler.setAxisTickLabelsColor(theme.quiet);
    styler.setAxisTickLabelsFont(small);
    styler.setXAxisMin(0.0);
    styler.setXAxisTickMarkSpacingHint(90);
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
