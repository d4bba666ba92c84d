package dev.wgan.train.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A chart for templates: a drawing for every reader, and numbers for the script that redraws it.
 *
 * @param title the subject of the chart
 * @param caption an explanation
 * @param drawing the chart without a script
 * @param json the numbers for the script; safe in a script element
 */
record ChartView(String title, String caption, Drawing drawing, String json) {
  /**
   * The number of places of a chart with numbers in the page; values between them are at most as
   * high.
   */
  static final int MOST = 2000;

  private static final Template STANDALONE = Template.of(ChartView.class, "standalone");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The input of the script. */
  private record Numbers(
      String across,
      boolean logarithmic,
      List<String> names,
      List<String> roles,
      List<List<@Nullable Double>> data) {}

  /** The input of the template of a separate picture. */
  private record Standalone(Drawing drawing, String style) {}

  static ChartView inPage(Chart chart) {
    return new ChartView(chart.title(), chart.caption(), Drawing.inPage(chart), json(chart));
  }

  static String standalone(Chart chart) {
    return STANDALONE.fill(new Standalone(Drawing.standalone(chart), style()));
  }

  /** The colours of lines and axes, in a page and in a separate picture. */
  static String style() {
    return Resource.read(ChartView.class, "chart.css");
  }

  /** No text in it can end the script element: {@code <} is written as an escape. */
  private static String json(Chart chart) {
    Aligned aligned = Aligned.of(chart.lines()).thinned(MOST);
    List<List<@Nullable Double>> data = new ArrayList<>();
    data.add(boxed(aligned.x()));
    for (int line = 0; line < chart.lines().size(); line++) {
      data.add(boxed(aligned.y(line)));
    }
    Numbers numbers =
        new Numbers(
            chart.across(),
            chart.logarithmic(),
            chart.lines().stream().map(Line::name).toList(),
            chart.lines().stream().map(line -> css(line.role())).toList(),
            data);
    try {
      return JSON.writeValueAsString(numbers).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the numbers of " + chart.title(), e);
    }
  }

  private static List<@Nullable Double> boxed(double[] values) {
    List<@Nullable Double> boxed = new ArrayList<>(values.length);
    for (double value : values) {
      boxed.add(Double.isNaN(value) ? null : value);
    }
    return boxed;
  }

  /** The name of a role's colour in the style sheet. */
  static String css(Line.Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
