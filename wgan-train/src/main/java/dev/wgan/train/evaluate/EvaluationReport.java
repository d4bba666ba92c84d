package dev.wgan.train.evaluate;

import dev.wgan.train.report.Html;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation as one HTML page that needs nothing else: tables, and the pictures themselves.
 *
 * <p>Immutable and thread-safe.
 */
public final class EvaluationReport {
  private final String title;
  private final Evaluation evaluation;
  private final @Nullable ReportPictures pictures;

  private EvaluationReport(String title, Evaluation evaluation, @Nullable ReportPictures pictures) {
    this.title = title;
    this.evaluation = evaluation;
    this.pictures = pictures;
  }

  /**
   * Starts a report without pictures.
   *
   * @param title of the page, such as the model's name
   * @param evaluation what to report
   * @return the report
   */
  public static EvaluationReport of(String title, Evaluation evaluation) {
    return new EvaluationReport(title, evaluation, null);
  }

  /**
   * Adds pictures of images.
   *
   * @param samples the samples that were evaluated, in their order
   * @param training the training images that they were evaluated with, in their order
   * @param shape of an image, whose values are in [-1, 1]
   * @return a new report
   * @throws EvaluationException if the points are no images of this shape
   */
  public EvaluationReport withImages(PointSet samples, PointSet training, ImageShape shape) {
    return new EvaluationReport(
        title, evaluation, new ImagePictures(evaluation, samples, training, shape));
  }

  /**
   * Adds a picture of points in the plane.
   *
   * @param samples the samples that were evaluated
   * @param reference the real points they were compared with
   * @return a new report
   * @throws EvaluationException if the points are not of dimension 2
   */
  public EvaluationReport withPoints(PointSet samples, PointSet reference) {
    return new EvaluationReport(title, evaluation, new PlanePictures(samples, reference));
  }

  /**
   * Lays out the page.
   *
   * @return the whole page
   */
  public String html() {
    StringBuilder page = new StringBuilder();
    String name = Html.escape(title);
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>" + name + "</title>\n<style>\n" + style() + "</style>\n</head>\n")
        .append("<body>\n<main>\n<h1>" + name + "</h1>\n<p class=\"quiet\">" + summary())
        .append("</p>\n");
    if (pictures != null) {
      page.append(section("Samples", pictures.samples()));
    }
    page.append(section("Metrics", metrics()));
    ClassEvaluation classes = evaluation.classes();
    if (classes != null) {
      page.append(section("Classes", bars(classes) + (pictures == null ? "" : pictures.classes())));
    }
    page.append(section("Memorisation", memorisation()));
    return page.append("</main>\n</body>\n</html>\n").toString();
  }

  private String summary() {
    return String.format(
        Locale.ROOT,
        "%,d samples against %,d reference points; real data: %,d others; trained on %,d. Seed %s.",
        evaluation.samples(),
        evaluation.reference(),
        evaluation.floor(),
        evaluation.training(),
        evaluation.options().seed());
  }

  private String metrics() {
    StringBuilder table =
        new StringBuilder(
            "<table>\n<thead><tr><th></th><th>samples</th><th>real data</th><th>fitted Gaussian"
                + "</th></tr></thead>\n<tbody>\n");
    for (SpaceEvaluation space : evaluation.spaces()) {
      table.append("<tr class=\"space\"><th colspan=\"4\">" + Html.escape(Wording.space(space)));
      table.append("</th></tr>\n");
      space.metrics().forEach(comparison -> table.append(row(comparison)));
    }
    Estimate noisy = evaluation.noisy();
    if (noisy != null) {
      table.append(
          "<tr><td>%s</td><td></td>%s<td></td></tr>%n".formatted(Wording.NOISY, cell(noisy)));
    }
    ClassEvaluation classes = evaluation.classes();
    if (classes != null) {
      table.append("<tr class=\"space\"><th colspan=\"4\">classes</th></tr>\n");
      table.append(row(classes.divergence()));
    }
    ModeEvaluation modes = evaluation.modes();
    if (modes != null) {
      table.append("<tr class=\"space\"><th colspan=\"4\">modes</th></tr>\n<tr><td>covered ↑</td>");
      List.of(modes.samples(), modes.floor(), modes.gaussian())
          .forEach(m -> table.append("<td>" + m.covered() + " of " + m.modes() + "</td>"));
      table.append("</tr>\n<tr><td>high quality ↑</td>");
      List.of(modes.samples(), modes.floor(), modes.gaussian())
          .forEach(m -> table.append(cell(m.highQuality())));
      table.append("</tr>\n");
    }
    return table
        .append("</tbody>\n</table>\n<p class=\"quiet\">↓ lower is better, ↑ higher is better. ")
        .append("Real data is what a perfect generator would reach. In brackets: 95 % intervals.")
        .append("</p>\n")
        .toString();
  }

  private static String row(Comparison comparison) {
    Metric metric = comparison.metric();
    return "<tr><td>"
        + metric.label()
        + " "
        + Wording.arrow(metric)
        + "</td>"
        + cell(comparison.samples())
        + cell(comparison.floor())
        + cell(comparison.gaussian())
        + "</tr>\n";
  }

  private static String cell(Estimate estimate) {
    return "<td><b>%s</b><small>%s</small></td>"
        .formatted(Wording.number(estimate.value()), Wording.interval(estimate));
  }

  private static String bars(ClassEvaluation classes) {
    double greatest =
        classes.shares().stream()
            .mapToDouble(share -> Math.max(share.samples(), share.reference()))
            .max()
            .orElseThrow();
    StringBuilder bars =
        new StringBuilder(
            "<p class=\"quiet\"><span class=\"key samples\"></span>share of samples"
                + "<span class=\"key real\"></span>of reference points</p>\n<div class=\"bars\">\n");
    for (ClassEvaluation.Share share : classes.shares()) {
      bars.append(
          "<span>%s</span><span class=\"bar\"><i style=\"width:%s%%\"></i><u style=\"width:%s%%\"></u></span><span>%s</span>%n"
              .formatted(
                  Html.escape(share.name()),
                  Math.round(100 * share.samples() / greatest),
                  Math.round(100 * share.reference() / greatest),
                  Wording.percent(share.samples())));
    }
    return bars.append("</div>\n").toString();
  }

  private String memorisation() {
    Memorisation memorisation = evaluation.memorisation();
    String tone =
        switch (memorisation.verdict()) {
          case NOTHING_FOUND -> "good";
          case NEARER_TO_ALL_DATA -> "warn";
          case NEARER_TO_TRAINING_DATA -> "bad";
        };
    StringBuilder text =
        new StringBuilder(
            "<p class=\"verdict %s\">%s</p>\n<p class=\"quiet\">Tests: %s; %s.</p>\n"
                .formatted(
                    tone,
                    Wording.verdict(memorisation),
                    Wording.rankTest(memorisation.nearer()),
                    Wording.splitTest(memorisation.seen())));
    text.append("<table>\n<thead><tr><th>distance to the nearest training point</th>");
    memorisation
        .samples()
        .forEach(q -> text.append("<th>" + Math.round(100 * q.probability()) + " %</th>"));
    text.append("</tr></thead>\n<tbody>\n");
    text.append(quantiles("samples", memorisation.samples()));
    text.append(quantiles("held-out data", memorisation.heldOut()));
    text.append("</tbody>\n</table>\n");
    return text + (pictures == null ? "" : pictures.neighbours());
  }

  private static String quantiles(String name, List<Memorisation.DistanceQuantile> quantiles) {
    StringBuilder row = new StringBuilder("<tr><td>" + name + "</td>");
    quantiles.forEach(q -> row.append("<td>" + Wording.number(q.distance()) + "</td>"));
    return row.append("</tr>\n").toString();
  }

  private static String section(String heading, String content) {
    return "<section>\n<h2>" + heading + "</h2>\n" + content + "</section>\n";
  }

  private static String style() {
    try (InputStream css = EvaluationReport.class.getResourceAsStream("evaluation.css")) {
      if (css == null) {
        throw new IllegalStateException("evaluation.css is missing from the jar: rebuild it");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read evaluation.css: " + e.getMessage(), e);
    }
  }
}
