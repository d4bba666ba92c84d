package dev.wgan.train.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.MustacheException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final String ATTACK = "</script><script>alert('1')</script> & \"x\" {{title}}";

  private static Chart chart(String name) {
    Line line = new Line(name, Line.Role.MAIN, List.of(new Line.Point(1, 2), new Line.Point(2, 3)));
    return new Chart(name, name, name, false, List.of(line));
  }

  @Test
  void escapesEveryName() throws IOException {
    Section figures =
        Section.ofFigures(
            ATTACK,
            List.of(new Figure(ATTACK, new Image("data:,", 1, 1, ATTACK, true), ATTACK, 3)));
    Section charts = Section.ofCharts(ATTACK, List.of(chart(ATTACK)));
    String page = new Page(ATTACK, ATTACK, List.of(figures, charts)).html();
    assertThat(page)
        .doesNotContain("alert('1')</script>", "<script>alert", "& \"x\"")
        .contains(
            "<title>&lt;/script&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot; {{title}}</title>");
    assertThat(page.split("</script>", -1)).as("the library, ours, and the numbers").hasSize(1 + 3);
    Matcher json = Pattern.compile("application/json\">(.*?)</script>").matcher(page);
    assertThat(json.find()).isTrue();
    assertThat(new ObjectMapper().readTree(json.group(1)).get("names").get(0).asText())
        .isEqualTo(ATTACK);
    assertThat(chart(ATTACK).svg()).doesNotContain("<script").contains("&lt;script&gt;");
  }

  @Test
  void needsNothingElseAndKeepsTheLicence() {
    String page = new Page("a", "b", List.of(Section.ofCharts("c", List.of(chart("d"))))).html();
    SelfContained.require(page);
    assertThat(page)
        .contains("The MIT License (MIT)", "Leon Sorokin", "uPlot (v1.6", "var uPlot=")
        .contains("<svg class=\"lines\"");
    String plain = new Page("a", "b", List.of(Section.ofFigures("c", List.of()))).html();
    assertThat(plain).doesNotContain("<script", "uPlot");
    SelfContained.require(plain);
  }

  @Test
  void aMissingNameIsAnError() {
    Template template = Template.of(Page.class, "layout");
    assertThatThrownBy(() -> template.fill(chart("x"))).isInstanceOf(MustacheException.class);
    assertThatThrownBy(() -> Template.of(Page.class, "none"))
        .hasMessage("none.mustache is missing from the class path: rebuild it");
    assertThatThrownBy(() -> Resource.readLibrary("a:b:1", "none.js"))
        .hasMessage("none.js is missing from the class path: add a:b:1");
  }

  /** Only what this package makes itself is written without being escaped. */
  @Test
  void onlyStylesScriptsAndSectionsAreNotEscaped() throws IOException {
    Set<String> raw = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".mustache")).toList()) {
        Matcher names =
            Pattern.compile("\\{\\{(?:\\{|&)\\s*([^}]*)").matcher(Files.readString(file));
        while (names.find()) {
          raw.add(file.getFileName() + " " + names.group(1));
        }
      }
    }
    assertThat(raw)
        .containsExactly(
            "chart.mustache json",
            "layout.mustache .",
            "layout.mustache html",
            "layout.mustache style",
            "standalone.mustache style");
  }

  @Test
  void aFigureGrowsByAWholeFactorAndShrinksToFit() {
    Figure small = Figure.wide(new Picture("", 28, 28), 100, true, "", "");
    assertThat(small.image()).extracting(Image::width, Image::sharp).containsExactly(112, true);
    Figure large = Figure.wide(new Picture("", 3000, 1500), 600, true, "", "");
    assertThat(large.image())
        .extracting(Image::width, Image::height, Image::sharp)
        .containsExactly(600, 300, false);
  }

  @Test
  void aLogarithmicChartLeavesOutWhatItCannotShow() {
    List<Line.Point> points = new ArrayList<>();
    for (double y : new double[] {1, 0, -3, 1000}) {
      points.add(new Line.Point(points.size(), y));
    }
    Chart chart = new Chart("t", "", "x", true, List.of(new Line("a", Line.Role.FIRST, points)));
    assertThat(chart.lines().get(0).points())
        .extracting(Line.Point::y)
        .containsExactly(1.0, 1000.0);
    assertThat(chart.svg()).contains(">1<", ">10<", ">100<", ">1,000<");
    Line narrow =
        new Line("b", Line.Role.FIRST, List.of(new Line.Point(1, 3), new Line.Point(2, 4)));
    assertThat(new Chart("t", "", "x", true, List.of(narrow)).logarithmic())
        .as("a narrow range is easier to read on a linear axis")
        .isFalse();
  }
}
