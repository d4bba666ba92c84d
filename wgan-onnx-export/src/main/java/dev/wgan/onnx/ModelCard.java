package dev.wgan.onnx;

import dev.wgan.network.ImageTask;
import dev.wgan.network.NetworkSpec;
import dev.wgan.run.TrainedGenerator;
import dev.wgan.run.TrainingData;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.internal.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A page in Markdown about an exported generator: what it is, what it was trained on and how, how
 * good it is, and what it may be used for.
 *
 * <p>Immutable and thread-safe.
 */
public final class ModelCard {
  private static final int PREVIEW = 64;

  private final TrainedGenerator generator;
  private final ExportReport report;
  private final Map<String, String> metrics;
  private final Optional<String> licence;

  private ModelCard(
      TrainedGenerator generator,
      ExportReport report,
      Map<String, String> metrics,
      Optional<String> licence) {
    this.generator = generator;
    this.report = report;
    this.metrics = new LinkedHashMap<>(metrics);
    this.licence = licence;
  }

  /**
   * Returns the card of a generator.
   *
   * @param generator the generator
   * @param report what exporting it reported
   * @return the card, without metrics and licence
   */
  public static ModelCard of(TrainedGenerator generator, ExportReport report) {
    return new ModelCard(generator, report, Map.of(), Optional.empty());
  }

  /**
   * Returns this card with metrics.
   *
   * @param found the metrics by name, in order
   * @return the card
   */
  public ModelCard withMetrics(Map<String, String> found) {
    return new ModelCard(generator, report, found, licence);
  }

  /**
   * Returns this card with a licence.
   *
   * @param text the licence of weights and data, empty where it is not known
   * @return the card
   */
  public ModelCard withLicence(Optional<String> text) {
    return new ModelCard(generator, report, metrics, text);
  }

  /**
   * Reads what was measured last up to a step.
   *
   * @param file comma-separated values with a header, the step first
   * @param step the step of the checkpoint
   * @return the metrics by name, those that were not measured left out; none if there is no file
   * @throws IOException if the file cannot be read
   */
  public static Map<String, String> metrics(Path file, long step) throws IOException {
    Map<String, String> metrics = new LinkedHashMap<>();
    if (!Files.isRegularFile(file)) {
      return metrics;
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    String[] names = lines.isEmpty() ? new String[0] : lines.get(0).split(",", -1);
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      String[] values = line.split(",", -1);
      if (values.length == names.length && values[0].matches("\\d{1,18}")) {
        for (int i = 0; i < names.length && Long.parseLong(values[0]) <= step; i++) {
          if (!values[i].isEmpty() && !values[i].equals("NaN")) {
            metrics.put(names[i], values[i]);
          }
        }
      }
    }
    return metrics;
  }

  /**
   * Writes the card next to the model, and a picture of samples if a generator draws images.
   *
   * @return the card's file: the model's name with {@code .md} in place of {@code .onnx}
   * @throws IOException if writing fails
   */
  public Path write() throws IOException {
    Path card = beside(".md");
    Path preview = beside(".png");
    boolean images =
        generator.data().kind().isPicture() && ImageTask.of(generator.network()).isEmpty();
    if (images) {
      try (Generator loaded = Generator.load(report.file())) {
        loaded.sample(PREVIEW, 0).writeGrid(preview);
      }
    }
    byte[] text =
        markdown(images ? Optional.of(name(preview)) : Optional.empty())
            .getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(card, out -> out.write(text));
    return card;
  }

  private Path beside(String suffix) {
    String stem = name(report.file()).replaceAll("\\.onnx$", "");
    return report.file().resolveSibling(stem + suffix);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /**
   * Returns the page.
   *
   * @param preview the name of a picture of samples next to it, empty if there is none
   * @return Markdown
   */
  public String markdown(Optional<String> preview) {
    TrainingData data = generator.data();
    NetworkSpec network = generator.network();
    StringBuilder page = new StringBuilder();
    page.append("# %s%n%n".formatted(Markdown.escape(name(report.file()))));
    page.append(
        "A generator of a Wasserstein GAN: %s latents of shape %s to %s samples of shape %s.%n%n"
            .formatted(
                lower(generator.latents()),
                network.inputs().get(0).shape(),
                lower(data.kind()),
                data.shape()));
    preview.ifPresent(
        picture ->
            page.append(
                "![%s samples of seed 0](%s)%n%n".formatted(PREVIEW, Markdown.link(picture))));
    Map<String, String> model = new LinkedHashMap<>();
    model.put("parameters", String.format(Locale.ROOT, "%,d", report.parameters()));
    model.put("weights", report.precision().label());
    model.put(
        "file",
        String.format(Locale.ROOT, "ONNX opset %s, %,d bytes", report.opset(), report.bytes()));
    model.put("SHA-256 of graph, weights and metadata", "`%s`".formatted(report.digest()));
    report.parity().stream()
        .reduce((first, last) -> last)
        .ifPresent(
            held ->
                model.put(
                    "error against the trained network",
                    String.format(
                        Locale.ROOT,
                        "at most %.2g over %s samples",
                        held.maxError(),
                        held.samples())));
    section(page, "Model", model);
    Map<String, String> trainedOn = new LinkedHashMap<>();
    trainedOn.put("name", Markdown.escape(data.name()));
    trainedOn.put("samples", String.format(Locale.ROOT, "%,d", data.count()));
    trainedOn.put("values", "%s to %s".formatted(data.range().low(), data.range().high()));
    if (!data.classes().isEmpty()) {
      trainedOn.put(
          "classes",
          data.classes().stream().map(Markdown::escape).collect(Collectors.joining(", ")));
    }
    trainedOn.put("SHA-256", "`%s`".formatted(data.digest()));
    section(page, "Data", trainedOn);
    Map<String, String> training = escaped(generator.training());
    List.of("data", "data_digest", "data_count").forEach(training::remove);
    section(page, "Training", training);
    section(page, "Metrics", escaped(metrics));
    page.append("## Licence%n%n%s%n".formatted(licence.orElse("Not stated.")));
    return page.toString();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> escaped(Map<String, String> rows) {
    Map<String, String> escaped = new LinkedHashMap<>();
    rows.forEach((key, value) -> escaped.put(key, Markdown.escape(value)));
    return escaped;
  }

  /** A table of two columns, its values in Markdown; an empty section is left out. */
  private static void section(StringBuilder page, String title, Map<String, String> rows) {
    if (rows.isEmpty()) {
      return;
    }
    page.append("## %s%n%n| | |%n|---|---|%n".formatted(title));
    rows.forEach(
        (key, value) -> page.append("| %s | %s |%n".formatted(Markdown.escape(key), value)));
    page.append(System.lineSeparator());
  }
}
