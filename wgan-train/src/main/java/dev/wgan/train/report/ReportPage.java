package dev.wgan.train.report;

import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.ParameterSpec;
import dev.wgan.onnx.cli.CliVersion;
import dev.wgan.run.TrainingData;
import dev.wgan.runtime.SampleKind;
import dev.wgan.train.monitor.Measurement;
import dev.wgan.train.monitor.Numbers;
import dev.wgan.train.monitor.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The page of a report.
 *
 * <p>Thread-safe: there is no state. The same run gives the same page.
 */
final class ReportPage {
  /** About how many pixels wide the last grid of samples is shown; the page may be narrower. */
  private static final int LARGE = 730;

  /** About how wide an earlier grid is shown; the page's columns decide. */
  private static final int SMALL = 270;

  /** About how wide a picture of interpolations is shown. */
  private static final int WIDE = 980;

  /** The padding and border of a card, which its picture's width does not include. */
  private static final int CARD = 26;

  /** From this factor on, enlarged pixels look alike even where the page shrinks the picture. */
  private static final int SHARP = 2;

  private ReportPage() {}

  static String of(Run run) throws IOException {
    String title = title(run);
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>%s</title>\n<style>\n%s</style>\n".formatted(Html.escape(title), css()))
        .append("</head>\n<body>\n")
        .append(
            "<h1>%s</h1>\n<p class=\"quiet\">%s</p>\n"
                .formatted(Html.escape(title), Html.escape(subtitle(run))))
        .append(tiles(run))
        .append(warnings(run.warnings()))
        .append(samples(run))
        .append(curves(run))
        .append(tables(run))
        .append("<footer>%s</footer>\n</body>\n</html>\n".formatted(Html.escape(footer())));
    return page.toString();
  }

  private static String title(Run run) {
    String name = run.config().preset();
    return run.data().map(data -> name + " on " + data.name()).orElse(name);
  }

  private static String subtitle(Run run) {
    long done = run.last().map(Measurement::step).orElse(0L);
    return "%s network, seed %s: %s of %s generator iterations"
        .formatted(
            run.config().networks().network(),
            run.config().schedule().seed(),
            Numbers.count(done),
            Numbers.count(run.config().schedule().steps()));
  }

  private static String tiles(Run run) {
    if (run.last().isEmpty()) {
      return "<p>No metrics yet: the first row comes after %s generator iterations.</p>\n"
          .formatted(run.config().records().logEvery());
    }
    Measurement last = run.last().get();
    StringBuilder tiles = new StringBuilder("<dl class=\"tiles\">\n");
    tile(tiles, "Wasserstein estimate", Numbers.rounded(last.smoothed()), "training, smoothed");
    last.heldOut()
        .ifPresent(held -> tile(tiles, "Held-out estimate", Numbers.rounded(held), "last row"));
    best(run.rows())
        .ifPresent(
            best ->
                tile(
                    tiles,
                    "Best sliced distance",
                    Numbers.rounded(best.criterion().orElseThrow()),
                    "at step " + Numbers.count(best.step())));
    tile(tiles, "Diversity", Numbers.rounded(last.diversity()), "1 is the data's");
    tile(
        tiles,
        "Critic iterations",
        Numbers.count(last.criticIterations()),
        Numbers.rounded(last.criticIterations() / last.seconds()) + " per second");
    tile(tiles, "Time", Numbers.duration(last.seconds()), "monitoring included");
    return tiles.append("</dl>\n").toString();
  }

  private static void tile(StringBuilder tiles, String name, String value, String remark) {
    tiles.append(
        "<div><dt>%s</dt><dd>%s<small>%s</small></dd></div>\n".formatted(name, value, remark));
  }

  private static Optional<Measurement> best(List<Measurement> rows) {
    return rows.stream()
        .filter(row -> row.criterion().isPresent())
        .min(Comparator.comparingDouble(row -> row.criterion().getAsDouble()));
  }

  private static String warnings(List<Warning> warnings) {
    if (warnings.isEmpty()) {
      return "";
    }
    StringBuilder list = new StringBuilder("<ul class=\"warnings\">\n");
    for (Warning warning : warnings) {
      list.append(
          "<li><b>Step %s</b> %s</li>\n"
              .formatted(Numbers.count(warning.step()), Html.escape(warning.message())));
    }
    return list.append("</ul>\n").toString();
  }

  private static String samples(Run run) {
    boolean pixels = run.data().map(data -> data.kind() == SampleKind.IMAGE).orElse(true);
    StringBuilder section = new StringBuilder();
    if (!run.samples().isEmpty()) {
      int last = run.samples().size() - 1;
      section
          .append("<h2>Samples</h2>\n<div class=\"samples\">\n")
          .append(samples(run.samples().get(last), LARGE, pixels))
          .append("<div class=\"earlier\">\n");
      run.samples().subList(0, last).forEach(at -> section.append(earlier(at, pixels)));
      section.append("</div>\n</div>\n");
    }
    run.interpolation()
        .ifPresent(
            picture ->
                section
                    .append("<h2>Between latents</h2>\n<div class=\"samples\">\n")
                    .append(
                        figure(
                            picture,
                            WIDE,
                            true,
                            "interpolations between latents",
                            "Each row goes from one latent to another. A generator that has learnt"
                                + " the data rather than single samples changes gradually."))
                    .append("</div>\n"));
    run.contours()
        .ifPresent(
            picture ->
                section
                    .append("<h2>The critic's landscape</h2>\n<div class=\"samples\">\n")
                    .append(
                        figure(
                            picture,
                            LARGE,
                            false,
                            "contours of the critic with real and generated points",
                            Contours.CAPTION))
                    .append("</div>\n"));
    return section.toString();
  }

  private static String samples(SamplePictures.At at, int width, boolean pixels) {
    String step = "Step " + Numbers.count(at.step());
    return figure(at.picture(), width, pixels, "samples at step " + at.step(), step);
  }

  /** Small pictures grow by a whole factor, their pixels sharp; large ones shrink smoothly. */
  private static String figure(
      Picture picture, int width, boolean pixels, String alt, String caption) {
    int scale = Math.round((float) width / picture.width());
    int shown = scale < 1 ? width : picture.width() * scale;
    int height = Math.round((float) picture.height() * shown / picture.width());
    return "<figure class=\"card\" style=\"width:%spx\">%s<figcaption>%s</figcaption></figure>\n"
        .formatted(
            shown + CARD,
            Html.image(picture, shown, height, alt, pixels && scale >= SHARP),
            Html.escape(caption));
  }

  /** An earlier grid, as wide as a column of the page. */
  private static String earlier(SamplePictures.At at, boolean pixels) {
    return samples(at, SMALL, pixels).replaceFirst(" style=\"width:\\d+px\"", "");
  }

  private static String curves(Run run) throws IOException {
    List<Curves.Curve> curves = Curves.of(run.rows(), run.config().constraint());
    if (curves.isEmpty()) {
      return "";
    }
    StringBuilder section = new StringBuilder("<h2>Curves</h2>\n<div class=\"curves\">\n");
    for (Curves.Curve curve : curves) {
      Picture light = Picture.of(LineChart.draw(curve.lines(), Theme.LIGHT));
      Picture dark = Picture.of(LineChart.draw(curve.lines(), Theme.DARK));
      section.append(
          "<figure class=\"card\"><h3>%s</h3>%s<figcaption>%s</figcaption></figure>\n"
              .formatted(
                  Html.escape(curve.title()),
                  Html.image(
                      light,
                      dark,
                      LineChart.WIDTH,
                      LineChart.HEIGHT,
                      curve.title() + " over generator iterations"),
                  Html.escape(curve.caption())));
    }
    return section.append("</div>\n").toString();
  }

  private static String tables(Run run) {
    StringBuilder section =
        new StringBuilder("<h2>How it was made</h2>\n<div class=\"columns\">\n");
    section.append(card("Configuration", run.settings()));
    StringBuilder right = new StringBuilder();
    run.data().ifPresent(data -> right.append(card("Data", data(data))));
    run.networks()
        .forEach(
            (name, network) ->
                right.append(
                    card(name.equals("critic") ? "Critic" : "Generator", network(network))));
    return section.append("<div>").append(right).append("</div>\n</div>\n").toString();
  }

  private static String card(String title, Map<String, String> rows) {
    return "<section class=\"card\"><h3>%s</h3>\n%s</section>\n".formatted(title, Html.table(rows));
  }

  private static Map<String, String> data(TrainingData data) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("name", data.name());
    rows.put("samples", Numbers.count(data.count()));
    rows.put("shape", data.shape().toString());
    rows.put("values", data.range().low() + " to " + data.range().high());
    if (!data.classes().isEmpty()) {
      rows.put("classes", String.join(", ", data.classes()));
    }
    if (!data.columns().isEmpty()) {
      rows.put("standardised", String.join(", ", data.columns()));
    }
    rows.put("SHA-256", data.digest());
    return rows;
  }

  private static Map<String, String> network(NetworkSpec network) {
    long parameters =
        network.parameters().stream()
            .filter(ParameterSpec::trainable)
            .mapToLong(parameter -> parameter.shape().elements())
            .sum();
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("parameters", Numbers.count(parameters));
    rows.put("from", network.inputs().get(0).shape().toString());
    rows.put("to", network.outputShape().toString());
    rows.put(
        "layers", String.join(", ", network.layers().stream().map(NetworkJson::typeName).toList()));
    return rows;
  }

  private static String footer() {
    return "Written by " + new CliVersion().getVersion()[0];
  }

  private static String css() throws IOException {
    try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
      return new String(
          Objects.requireNonNull(in, "report.css is missing from the build").readAllBytes(),
          StandardCharsets.UTF_8);
    }
  }
}
