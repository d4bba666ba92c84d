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

  PictureOptions() {}

  ImageOptions toImageOptions() {
    ImageOptions.Builder options = ImageOptions.builder();
    if (threads != null) {
      options.parallelism(threads);
    }
    return options.build();
  }
}
