package dev.wgan.train.cli;

import dev.wgan.train.data.Colour;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which data and how to read them. */
final class DataArguments {
  /** Which files of an idx folder. */
  enum Part {
    AUTO,
    TRAIN,
    TEST
  }

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "an idx file or folder, a folder of images, an .npy or .csv file (default: the embedded 10,000 Fashion-MNIST images)")
  private @Nullable Path path;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      description = "width and height that images are brought to (default: their own)")
  private int size;

  @Option(
      names = "--colour",
      paramLabel = "COLOUR",
      description = "channels of the images: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Colour colour = Colour.AUTO;

  @Option(
      names = "--no-crop",
      description = "distort images that are not square instead of cutting them to their centre")
  private boolean noCrop;

  @Option(
      names = "--part",
      paramLabel = "PART",
      description =
          "the part of an idx folder: ${COMPLETION-CANDIDATES} (default: train if there are both)")
  private Part part = Part.AUTO;

  @Option(names = "--skip-bad-images", description = "leave out images that cannot be read")
  private boolean skipBadImages;

  @Option(names = "--no-standardise", description = "take the columns of a table as they are")
  private boolean noStandardise;

  DataSource source() {
    return new DataSource(
        path == null ? "" : path.toAbsolutePath().normalize().toString(),
        size,
        colour,
        !noCrop,
        part.name().toLowerCase(Locale.ROOT),
        skipBadImages,
        !noStandardise);
  }
}
