package dev.wgan.onnx.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.wgan.onnx.inspect.Finding;
import dev.wgan.onnx.inspect.ModelDescription;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.GeneratorException;
import dev.wgan.runtime.ImageRenderer;
import dev.wgan.runtime.ModelInfo;
import dev.wgan.runtime.ModelInput;
import dev.wgan.runtime.ModelOutput;
import dev.wgan.runtime.NotDrawableException;
import dev.wgan.runtime.ValueRange;
import dev.wgan.runtime.internal.MetadataKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way in which {@code wgan sample} would sample a model without metadata: the latent, the
 * layout of a sample, the values of black and white. The text names the flags that change each of
 * them.
 *
 * <p>Immutable and thread-safe.
 *
 * @param latent the latent; null if every input is given
 * @param sample the output; null if the model cannot be loaded
 * @param layout the order of an image's dimensions as {@code --layout} takes it, null if unknown
 * @param range the values of black and white, null if unknown
 * @param notDrawable why no pictures are drawn, null if they are
 * @param notLoadable why the model cannot be loaded as it is, null if it can
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AssumedSampling(
    @Nullable Latent latent,
    @Nullable Sample sample,
    @Nullable String layout,
    @Nullable ValueRange range,
    @Nullable String notDrawable,
    @Nullable String notLoadable) {

  /**
   * The input that takes the latent.
   *
   * @param input its name
   * @param shape its dimensions without the batch, -1 for any
   * @param distribution such as "normal"
   */
  record Latent(String input, List<Integer> shape, String distribution) {}

  /**
   * The output that samples are read from.
   *
   * @param output its name
   * @param shape its dimensions without the batch, -1 for any
   */
  record Sample(String output, List<Integer> shape) {}

  /**
   * Returns what is assumed; empty for a model with metadata, and for a malformed graph, which is
   * not loaded because it can end the process.
   */
  static Optional<AssumedSampling> of(Path file, ModelDescription description) {
    boolean malformed =
        description.findings().stream()
            .anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    if (malformed || MetadataKeys.FORMAT.isIn(description.metadata())) {
      return Optional.empty();
    }
    try (Generator generator = Generator.load(file)) {
      return Optional.of(of(generator.info()));
    } catch (GeneratorException e) {
      String reason = e.message(Flags::flag);
      return Optional.of(new AssumedSampling(null, null, null, null, null, reason));
    }
  }

  private static AssumedSampling of(ModelInfo info) {
    String distribution = info.latentDistribution().name().toLowerCase(Locale.ROOT);
    ModelOutput output = info.output();
    return new AssumedSampling(
        info.input(ModelInput.Role.LATENT)
            .map(input -> new Latent(input.name(), input.shape(), distribution))
            .orElse(null),
        new Sample(output.name(), output.shape()),
        output.layout().map(LayoutNames::label).orElse(null),
        output.range().orElse(null),
        notDrawable(output),
        null);
  }

  private static @Nullable String notDrawable(ModelOutput output) {
    if (output.shape().contains(-1)) {
      return null; // whether they can be drawn shows once there are some
    }
    try {
      ImageRenderer.of(output);
      return null;
    } catch (NotDrawableException e) {
      return e.message(Flags::flag);
    }
  }

  /** Returns the part of a description in words, which begins with an empty line. */
  String text() {
    if (sample == null) {
      return "\nwgan sample cannot load the model as it is: %s\n".formatted(notLoadable);
    }
    return String.join(
        "\n",
        "",
        "wgan sample assumes, because the file has no metadata about sampling:",
        latentText(),
        "sample    output '%s', shape %s  (--output, --sample-shape)"
            .formatted(sample.output(), shape(sample.shape())),
        picturesText(),
        "");
  }

  private String latentText() {
    return latent == null
        ? "latent    none, every input is given with --input NAME=FILE.npy  (--latent-input,"
            + " --latent-shape)"
        : "latent    input '%s', shape %s, %s  (--latent-input, --latent-shape)"
            .formatted(latent.input(), shape(latent.shape()), latent.distribution());
  }

  private String picturesText() {
    if (notDrawable != null) {
      return "pictures  none: " + notDrawable;
    }
    return "pictures  %s, %s  (--layout, --range)"
        .formatted(
            layout == null ? "layout unknown" : layout,
            range == null
                ? "range unknown"
                : "%s is black, %s is white".formatted(range.low(), range.high()));
  }

  private static String shape(List<Integer> shape) {
    return shape.toString().replace("-1", "any");
  }
}
