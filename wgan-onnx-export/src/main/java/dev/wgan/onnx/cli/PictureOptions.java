package dev.wgan.onnx.cli;

import dev.wgan.runtime.ImageOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of the commands that make pictures from pictures.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
final class PictureOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads that share the tiles of a picture (default: the cores, at most 4)")
  private @Nullable Integer threads;

  @Option(
      names = "--unguarded-operators",
      description =
          "load a model even if operators of com.microsoft or ai.onnx.ml could end the process")
  private boolean unguardedOperators;

  PictureOptions() {}

  ImageOptions toImageOptions() {
    ImageOptions.Builder options = ImageOptions.builder();
    if (threads != null) {
      options.parallelism(threads);
    }
    options.unguardedOperators(unguardedOperators);
    return options.build();
  }
}
