package dev.wgan.onnx.cli;

import dev.wgan.onnx.inspect.Finding;
import dev.wgan.onnx.inspect.ModelDescription;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.GeneratorException;
import dev.wgan.runtime.ImageRenderer;
import dev.wgan.runtime.ModelInfo;
import dev.wgan.runtime.ModelInput;
import dev.wgan.runtime.ModelOutput;
import dev.wgan.runtime.NotDrawableException;
import dev.wgan.runtime.internal.MetadataKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The part of a description that shows how {@code wgan sample} would sample a model without
 * metadata: the latent, the layout of a sample, the values of black and white, and the flags that
 * change each of them.
 *
 * <p>Thread-safe: there is no state.
 */
final class AssumedSampling {
  private AssumedSampling() {}

  /**
   * Returns the part, which begins with an empty line; empty for a model with metadata, and for a
   * malformed graph, which is not loaded because it can end the process.
   */
  static String text(Path file, ModelDescription description) {
    boolean malformed =
        description.findings().stream()
            .anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    if (malformed || MetadataKeys.FORMAT.isIn(description.metadata())) {
      return "";
    }
    try (Generator generator = Generator.load(file)) {
      ModelInfo info = generator.info();
      return String.join(
          "\n",
          "",
          "wgan sample assumes, because the file has no metadata about sampling:",
          latent(info),
          sample(info.output()),
          pictures(info.output()),
          "");
    } catch (GeneratorException e) {
      return "\nwgan sample cannot load the model as it is: %s\n".formatted(e.message(Flags::flag));
    }
  }

  private static String latent(ModelInfo info) {
    return info.input(ModelInput.Role.LATENT)
        .map(
            input ->
                "latent    input '%s', shape %s, %s  (--latent-input, --latent-shape)"
                    .formatted(
                        input.name(),
                        shape(input.shape()),
                        info.latentDistribution().name().toLowerCase(Locale.ROOT)))
        .orElse(
            "latent    none, every input is given with --input NAME=FILE.npy  (--latent-input,"
                + " --latent-shape)");
  }

  private static String sample(ModelOutput output) {
    return "sample    output '%s', shape %s  (--output, --sample-shape)"
        .formatted(output.name(), shape(output.shape()));
  }

  private static String pictures(ModelOutput output) {
    String layout =
        output.layout().map(known -> LayoutNames.label(known) + ", ").orElse("layout unknown, ");
    String range =
        output
            .range()
            .map(known -> "%s is black, %s is white".formatted(known.low(), known.high()))
            .orElse("range unknown");
    String pictures = "pictures  %s%s  (--layout, --range)".formatted(layout, range);
    if (output.shape().contains(-1)) {
      return pictures; // whether they can be drawn shows once there are some
    }
    try {
      ImageRenderer.of(output);
      return pictures;
    } catch (NotDrawableException e) {
      return "pictures  none: " + e.message(Flags::flag);
    }
  }

  private static String shape(List<Integer> shape) {
    return shape.toString().replace("-1", "any");
  }
}
