package dev.wgan.train.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wgan.network.NetworkException;
import dev.wgan.run.RunFolder;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.constraint.GradientPenalty;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.constraint.WeightClipping;
import dev.wgan.train.kind.ImageKind;
import dev.wgan.train.monitor.Measurement;
import dev.wgan.train.monitor.MetricsFile;
import dev.wgan.train.page.SelfContained;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final LipschitzConstraint PENALTY = new GradientPenalty(10);

  @TempDir Path path;

  @Test
  void showsAWholeRun() throws IOException {
    RunFolder folder = MadeUpRun.configured(path, PENALTY);
    MadeUpRun.describe(folder);
    MadeUpRun.rows(folder, PENALTY, 200);
    MadeUpRun.pictures(folder, 20, 20_000);
    String page = write(folder);
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("<h1>wgan-gp on Fashion-MNIST &lt;10,000&gt;</h1>")
        .contains("20,000 of 20,000 generator iterations")
        .contains("<dt>Wasserstein estimate</dt><dd>1.57<small>")
        .contains("<dt>Best sliced distance</dt><dd>0.0255<small>at step 20,000")
        .contains("<dt>Time</dt><dd>12 min 20 s<small>")
        .contains("<b>Step 17,600</b> the critic overfits")
        .contains("Step 1,000", "Step 6,000", "Step 11,000", "Step 15,000", "Step 20,000")
        .doesNotContain("Step 2,000")
        .contains("<h2>Between latents</h2>")
        .contains("Wasserstein-1 distance, Euclidean")
        .contains("<th scope=\"row\">constraint.weight</th><td>10.0</td>")
        .contains("<th scope=\"row\">parameters</th><td>435,472</td>")
        .contains("346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073");
    assertThat(titles(page))
        .containsExactly(
            "Wasserstein estimate",
            "Sliced Wasserstein distance",
            "Losses",
            "Diversity",
            "Gradient norm of the critic",
            "Term of the constraint",
            "Configuration",
            "Data",
            "Generator",
            "Critic");
    List<byte[]> pictures = pictures(page);
    assertThat(pictures).hasSize(5 + 1);
    for (byte[] picture : pictures) {
      assertThat(ImageIO.read(new ByteArrayInputStream(picture))).isNotNull();
    }
    assertThat(write(folder)).as("the same run gives the same page").isEqualTo(page);
    assertThat(path.toFile().list()).as("nothing temporary stays").hasSize(7);
  }

  @Test
  void needsNothingFromElsewhere() throws IOException {
    RunFolder folder = MadeUpRun.configured(path, PENALTY);
    MadeUpRun.describe(folder);
    MadeUpRun.rows(folder, PENALTY, 20);
    MadeUpRun.pictures(folder, 2, 200);
    SelfContained.require(write(folder));
  }

  @Test
  void aRunThatHasOnlyStartedHasAReport() throws IOException {
    assertThat(write(MadeUpRun.configured(path, PENALTY)))
        .contains("No metrics yet: the first row comes after 100 generator iterations.")
        .contains("0 of 20,000 generator iterations")
        .doesNotContain("<h2>Curves</h2>", "<h2>Samples</h2>");
  }

  @Test
  void oneRowMakesPointsAndNoNumberMakesNone() throws IOException {
    RunFolder folder = MadeUpRun.configured(path, PENALTY);
    MadeUpRun.rows(folder, PENALTY, 1);
    assertThat(charts(write(folder))).as("no criterion yet").hasSize(5);
    MetricsFile metrics = new MetricsFile(folder.metrics());
    metrics.append(row(200, Double.NaN));
    assertThat(charts(write(folder))).hasSize(5);
    metrics.truncateAfter(0);
    metrics.append(row(100, Double.NaN));
    metrics.append(row(200, Double.POSITIVE_INFINITY));
    assertThat(write(folder)).contains("<dd>Infinity<small>").doesNotContain("<h2>Curves</h2>");
    metrics.truncateAfter(0);
    for (int i = 1; i < 5; i++) {
      metrics.append(row(i, i % 2 == 0 ? 1e300 : -1e300));
    }
    assertThat(charts(write(folder))).hasSize(5);
  }

  /** A card is as wide as its picture, not as its longest word, and no wider than the window. */
  @Test
  void picturesAreLarge() throws IOException {
    RunFolder folder = MadeUpRun.configured(path, PENALTY);
    MadeUpRun.describe(folder);
    MadeUpRun.rows(folder, PENALTY, 20);
    MadeUpRun.pictures(folder, 3, 2_000);
    String page = write(folder);
    Matcher figure =
        Pattern.compile(
                "<figure class=\"card\" style=\"width:(\\d+)px\"><img [^>]* width=\"(\\d+)\"")
            .matcher(page.replaceAll("src=\"[^\"]*\"", ""));
    List<Integer> widths = new ArrayList<>();
    while (figure.find()) {
      assertThat(Integer.parseInt(figure.group(1)))
          .isEqualTo(Integer.parseInt(figure.group(2)) + 26);
      widths.add(Integer.parseInt(figure.group(2)));
    }
    assertThat(widths).as("the last samples, and the way between latents").hasSize(2);
    assertThat(widths).allMatch(width -> width >= 600 && width <= 1_100);
    assertThat(page)
        .contains(
            ".card > img { display: block; width: 100%;",
            ".samples > .card { flex: none; max-width: 100%; }")
        .doesNotContain("width: min-content; }");
  }

  @Test
  void theChartsHaveTheNumbersOfTheMetrics() throws IOException {
    RunFolder folder = MadeUpRun.configured(path, PENALTY);
    List<Measurement> rows = MadeUpRun.rows(folder, PENALTY, 200);
    JsonNode chart = new ObjectMapper().readTree(charts(write(folder)).get(0));
    JsonNode data = chart.get("data");
    assertThat(chart.get("names"))
        .extracting(JsonNode::asText)
        .containsExactly("training batches", "held-out", "training, smoothed");
    for (int i = 0; i < rows.size(); i++) {
      assertThat(data.get(0).get(i).asLong()).isEqualTo(rows.get(i).step());
      assertThat(data.get(1).get(i).asDouble()).isEqualTo(rows.get(i).wasserstein());
      assertThat(data.get(2).get(i).asDouble()).isEqualTo(rows.get(i).heldOut().orElseThrow());
      assertThat(data.get(3).get(i).asDouble()).isEqualTo(rows.get(i).smoothed());
    }
    assertThat(data.get(3)).hasSize(rows.size());
  }

  @Test
  void aLongRunHasASmallReportWithItsPeaks() throws IOException {
    RunFolder folder = MadeUpRun.configured(path, PENALTY);
    StringBuilder csv = new StringBuilder();
    new MetricsFile(folder.metrics()).append(row(1, 0.123456789012345));
    String first = Files.readString(folder.metrics());
    String last = first.substring(first.indexOf('\n') + 1);
    for (int step = 2; step <= 15_000; step++) {
      csv.append(last.replaceFirst("^1,1,", step + "," + step + ","));
    }
    Files.writeString(folder.metrics(), csv, StandardOpenOption.APPEND);
    new MetricsFile(folder.metrics()).append(row(15_001, 7));
    new MetricsFile(folder.metrics()).append(row(15_002, 0.5));
    String page = write(folder);
    assertThat(page.length()).isLessThan(1_000_000);
    for (String chart : charts(page)) {
      assertThat(chart).contains("15001.0", "7.0", "15002.0");
    }
  }

  private static Measurement row(long step, double value) {
    return new Measurement(
        step,
        step,
        value,
        value,
        value,
        value,
        OptionalDouble.of(value),
        value,
        value,
        value,
        OptionalDouble.empty(),
        value);
  }

  @Test
  void clippingIsReadUpToAConstantAndHasNoGradientNorm() throws IOException {
    LipschitzConstraint clipping = new WeightClipping(0.01);
    RunFolder folder = MadeUpRun.configured(path, clipping);
    MadeUpRun.rows(folder, clipping, 30);
    String page = write(folder);
    assertThat(page).contains("With weight clipping the critic's slope is bounded by an unknown");
    assertThat(titles(page))
        .doesNotContain("Gradient norm of the critic", "Term of the constraint");
  }

  @Test
  void leavesOutPicturesThatAreNone() throws IOException {
    RunFolder folder = MadeUpRun.configured(path, PENALTY);
    Files.writeString(folder.samples(100), "");
    Files.writeString(folder.samples(200), "no picture, however long it may be");
    Files.writeString(folder.samples().resolve("step-x.png"), "");
    Files.writeString(folder.samples().resolve(ImageKind.INTERPOLATION), "GIF89a");
    assertThat(write(folder)).doesNotContain("<h2>Samples</h2>", "<h2>Between latents</h2>");
  }

  @Test
  void saysWhatIsMalformedAndLeavesTheLastReport() throws IOException {
    RunFolder folder = MadeUpRun.configured(path, PENALTY);
    String before = write(folder);
    MadeUpRun.rows(folder, PENALTY, 1);
    Files.writeString(folder.metrics(), "1,2\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> Report.write(folder))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("line 3 of ");
    assertThat(Files.readString(folder.report()).replace("&#39;", "'")).isEqualTo(before);
    assertThatThrownBy(() -> Report.write(new RunFolder(path.resolve("none"))))
        .isInstanceOf(NetworkException.class)
        .hasMessageStartingWith("there is no file ");
  }

  private static String write(RunFolder folder) throws IOException {
    Report.write(folder);
    return Files.readString(folder.report()).replace("&#39;", "'");
  }

  private static List<String> charts(String page) {
    return all(page, "<script type=\"application/json\">(.*?)</script>");
  }

  private static List<String> titles(String page) {
    return all(page, "<h3>(.*?)</h3>");
  }

  private static List<byte[]> pictures(String page) {
    return all(page, "data:image/png;base64,([^\"]*)").stream()
        .map(Base64.getDecoder()::decode)
        .toList();
  }

  private static List<String> all(String page, String pattern) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
