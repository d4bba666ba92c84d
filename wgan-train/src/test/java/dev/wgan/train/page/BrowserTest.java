package dev.wgan.train.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts in a real browser, where there is one: values at the cursor, zoom in, zoom out. */
class BrowserTest {
  private static final int LIMIT_SECONDS = 120;

  @TempDir private Path folder = Path.of("");

  @Test
  void valuesAreReadAtTheCursorAndRangesEnlarged() throws Exception {
    Chart first = chart("first", "a < b", 1);
    Chart second = chart("second", "c", 1000);
    assertThat(found(List.of(first, second)))
        .containsExactly(
            "drawn true,true",
            "at the cursor steps50,a &lt; b50.5",
            "in the other chart steps50,c50,500",
            "zoomed in true,true",
            "zoomed out false,false",
            "zoomed in true,true",
            "zoomed out false,false");
  }

  /** A chart that uPlot has no axis for stays the drawing that it is without scripts. */
  @Test
  void whatCannotBeDrawnStaysAPicture() throws Exception {
    assertThat(found(List.of(chart("fine", "a", 1), chart("huge", "b", 1e306))).get(0))
        .isEqualTo("drawn true,false");
  }

  private static Chart chart(String title, String name, double factor) {
    List<Line.Point> points = new ArrayList<>();
    for (int step = 0; step <= 100; step++) {
      points.add(new Line.Point(step, factor * (step + 0.5)));
    }
    return new Chart(title, "", "steps", false, List.of(new Line(name, Line.Role.MAIN, points)));
  }

  private List<String> found(List<Chart> charts) throws IOException, InterruptedException {
    Optional<Path> browser = browser();
    assumeTrue(browser.isPresent(), "there is no chromium or google-chrome on the PATH");
    String page = new Page("t", "", List.of(Section.ofCharts("c", charts))).html();
    String probe = "<script>" + Resource.read(BrowserTest.class, "probe.js") + "</script></body>";
    Path file = folder.resolve("page.html");
    Files.writeString(file, page.replace("</body>", probe));
    Path dom = folder.resolve("dom.html");
    Process process =
        new ProcessBuilder(
                browser.orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=1200,900",
                "--virtual-time-budget=5000",
                "--dump-dom",
                file.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    assumeTrue(process.exitValue() == 0, "the browser does not run here: " + process.exitValue());
    Matcher found = Pattern.compile("data-found=\"([^\"]*)\"").matcher(Files.readString(dom));
    assertThat(found.find()).as("the probe finished").isTrue();
    return List.of(found.group(1).split("[|]"));
  }

  private static Optional<Path> browser() {
    return Stream.of(
            Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
        .flatMap(
            path ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(path, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
