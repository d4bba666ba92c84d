package dev.wgan.train.page;

import dev.wgan.onnx.cli.CliVersion;
import java.util.List;

/**
 * A self-contained HTML file: it needs neither a network nor, except for reading values off a
 * chart, a script.
 *
 * <p>Immutable and thread-safe. Equal sections give equal pages.
 *
 * @param title the title
 * @param subtitle one line below the title
 * @param sections the sections, from top to bottom
 */
public record Page(String title, String subtitle, List<Section> sections) {
  private static final Template LAYOUT = Template.of(Page.class, "layout");

  /** The input of the layout; styles, scripts and laid-out sections are not escaped. */
  private record Layout(
      String title,
      String subtitle,
      List<Laid> sections,
      String style,
      List<String> scripts,
      String footer) {}

  /** A section that has been laid out. */
  private record Laid(String heading, String html) {}

  /** Copies the sections. */
  public Page {
    sections = List.copyOf(sections);
  }

  /**
   * Lays out the page.
   *
   * @return the whole page
   */
  public String html() {
    boolean interactive = sections.stream().anyMatch(Section::interactive);
    return LAYOUT.fill(
        new Layout(
            title,
            subtitle,
            sections.stream().map(s -> new Laid(s.heading(), s.html())).toList(),
            ChartView.style()
                + Resource.read(Page.class, "page.css")
                + (interactive ? Uplot.style() : ""),
            interactive ? Uplot.scripts() : List.of(),
            "Written by " + new CliVersion().getVersion()[0]));
  }
}
