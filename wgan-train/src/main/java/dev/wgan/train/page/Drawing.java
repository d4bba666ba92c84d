package dev.wgan.train.page;

import dev.wgan.train.monitor.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A chart in pixels, for the SVG template.
 *
 * @param label a description in words
 * @param across the quantity on the x axis
 * @param up the quantity on the y axis; empty if the surroundings name it
 * @param width the whole width
 * @param height the whole height
 * @param left the left edge of the plot
 * @param right the right edge of the plot
 * @param bottom the lower edge of the plot
 * @param columns the ticks of x
 * @param rows the ticks of y
 * @param strokes the lines
 */
record Drawing(
    String label,
    String across,
    String up,
    int width,
    int height,
    int left,
    int right,
    int bottom,
    List<Tick> columns,
    List<Tick> rows,
    List<Stroke> strokes) {
  /** Small, so that its letters stay readable on a telephone. */
  private static final int WIDTH = 460;

  private static final int HEIGHT = 240;
  private static final int TOP = 26;
  private static final int BELOW = 44;
  private static final int EDGE = 12;

  /** The height of a line of the legend. */
  private static final int ENTRY = 20;

  /** A little more than a letter of the ticks and the legend is wide. */
  private static final int LETTER = 7;

  /** Lines of at most so many points show each as a circle. */
  private static final int FEW = 12;

  /** More places than this cannot be distinguished in a picture this small. */
  private static final int MOST = 400;

  /** A round number and its position. */
  record Tick(String text, String at) {}

  /** A line, its circles, and its place in the legend. */
  record Stroke(String name, String role, String path, List<Dot> dots, int legend) {}

  /** A circle. */
  record Dot(String x, String y) {}

  static Drawing inPage(Chart chart) {
    return of(chart, "", WIDTH, HEIGHT);
  }

  /** With the legend to the right of the plot. */
  static Drawing standalone(Chart chart) {
    int longest = chart.lines().stream().mapToInt(line -> line.name().length()).max().orElse(0);
    int legend = 3 * EDGE + 16 + LETTER * longest;
    int height = Math.max(HEIGHT, TOP + ENTRY * (chart.lines().size() + 1));
    return of(chart, chart.title(), WIDTH + legend, height);
  }

  private static Drawing of(Chart chart, String up, int width, int height) {
    Aligned aligned = Aligned.of(chart.lines()).thinned(MOST);
    AxisScale x = AxisScale.across(aligned.x());
    double[] all =
        chart.lines().stream()
            .flatMap(line -> line.points().stream())
            .mapToDouble(Line.Point::y)
            .toArray();
    AxisScale y =
        AxisScale.around(
            DoubleStream.of(all).min().orElse(0),
            DoubleStream.of(all).max().orElse(0),
            chart.logarithmic());
    int longest = y.ticks().stream().mapToInt(tick -> Numbers.tick(tick).length()).max().orElse(1);
    int left = EDGE + LETTER * longest + 6;
    int right = WIDTH - EDGE;
    int bottom = HEIGHT - BELOW;
    List<Stroke> strokes = new ArrayList<>();
    for (int i = 0; i < chart.lines().size(); i++) {
      Line line = chart.lines().get(i);
      List<Dot> dots = dots(aligned.x(), aligned.y(i), x, y, left, right);
      strokes.add(
          new Stroke(
              line.name(),
              ChartView.css(line.role()),
              path(dots),
              line.points().size() <= FEW ? dots : List.of(),
              TOP + ENTRY / 2 + ENTRY * i));
    }
    return new Drawing(
        chart.title() + " over " + chart.across(),
        chart.across(),
        up,
        width,
        height,
        left,
        right,
        bottom,
        x.ticks().stream()
            .filter(t -> t == Math.rint(t)) // steps and iterations are whole numbers
            .map(t -> new Tick(Numbers.tick(t), pixel(left + x.place(t) * (right - left))))
            .toList(),
        y.ticks().stream()
            .map(t -> new Tick(Numbers.tick(t), pixel(bottom - y.place(t) * (bottom - TOP))))
            .toList(),
        strokes);
  }

  private static List<Dot> dots(
      double[] across, double[] up, AxisScale x, AxisScale y, int left, int right) {
    int bottom = HEIGHT - BELOW;
    return IntStream.range(0, across.length)
        .filter(i -> !Double.isNaN(up[i]))
        .mapToObj(
            i ->
                new Dot(
                    pixel(left + x.place(across[i]) * (right - left)),
                    pixel(bottom - y.place(up[i]) * (bottom - TOP))))
        .toList();
  }

  private static String path(List<Dot> dots) {
    StringBuilder path = new StringBuilder();
    for (Dot dot : dots) {
      path.append(path.length() == 0 ? 'M' : 'L').append(dot.x()).append(' ').append(dot.y());
    }
    return path.toString();
  }

  private static String pixel(double at) {
    return String.format(Locale.ROOT, "%.1f", at);
  }
}
