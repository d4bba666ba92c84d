package dev.wgan.train.page;

import java.util.List;

/**
 * A section of a page: a heading, and a template filled with a record.
 *
 * <p>Immutable and thread-safe.
 *
 * @param heading the heading; empty for a section without one
 * @param template the template of the section
 * @param content the input of the template
 * @param interactive whether the section has charts, which need the page's script
 */
public record Section(String heading, Template template, Record content, boolean interactive) {
  private static final Template CHARTS = Template.of(Section.class, "charts");
  private static final Template FIGURES = Template.of(Section.class, "figures");

  /** The content of a section of charts. */
  private record Charts(String remark, List<ChartView> charts) {}

  /** The content of a section of figures. */
  private record Figures(List<Figure> figures) {}

  /**
   * Returns a section without charts.
   *
   * @param heading the heading; empty for a section without one
   * @param template the template of the section
   * @param content the input of the template
   * @return the section
   */
  public static Section of(String heading, Template template, Record content) {
    return new Section(heading, template, content, false);
  }

  /**
   * Returns a section of charts.
   *
   * @param heading the heading
   * @param charts the charts, one at least
   * @return the section
   */
  public static Section ofCharts(String heading, List<Chart> charts) {
    String remark =
        "Point at a chart to read its values, drag across it to zoom in, double-click to zoom out.";
    return new Section(
        heading, CHARTS, new Charts(remark, charts.stream().map(ChartView::inPage).toList()), true);
  }

  /**
   * Returns a section of pictures.
   *
   * @param heading the heading
   * @param figures the pictures, one at least
   * @return the section
   */
  public static Section ofFigures(String heading, List<Figure> figures) {
    return of(heading, FIGURES, new Figures(figures));
  }

  /** The section as HTML, without its heading. */
  String html() {
    return template.fill(content);
  }
}
