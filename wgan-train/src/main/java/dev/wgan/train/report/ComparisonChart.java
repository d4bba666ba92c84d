package dev.wgan.train.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * One line for each of several trainings, on a logarithmic scale.
 *
 * <p>Thread-safe: there is no state.
 */
public final class ComparisonChart {
  /** Okabe and Ito's colours, told apart by colour-blind eyes too. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x0072b2),
          new Color(0xd55e00),
          new Color(0x009e73),
          new Color(0xcc79a7),
          new Color(0xe69f00),
          new Color(0x56b4e9),
          new Color(0x000000),
          new Color(0x999999));

  private ComparisonChart() {}

  /**
   * Draws a chart.
   *
   * @param lines y by x, both finite and y above 0, for each training by its name
   * @param across what x is
   * @param up what y is
   * @return the picture
   */
  public static BufferedImage draw(
      Map<String, Map<Double, Double>> lines, String across, String up) {
    XYChart chart = LineChart.empty(Theme.LIGHT, lines.size());
    chart.setXAxisTitle(across);
    chart.setYAxisTitle(up);
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Vertical);
    int next = 0;
    for (Map.Entry<String, Map<Double, Double>> line : lines.entrySet()) {
      XYSeries series =
          chart.addSeries(
              line.getKey(),
              line.getValue().keySet().stream().mapToDouble(x -> x).toArray(),
              line.getValue().values().stream().mapToDouble(y -> y).toArray());
      Color colour = COLOURS.get(next++ % COLOURS.size());
      series.setLineColor(colour);
      series.setMarkerColor(colour);
      series.setLineStyle(new BasicStroke(2));
      series.setMarker(SeriesMarkers.CIRCLE);
    }
    chart.getStyler().setMarkerSize(5);
    return LineChart.paint(chart);
  }
}
