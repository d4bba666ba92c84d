package dev.wgan.train.cli;

import dev.wgan.train.data.Colour;
import dev.wgan.train.data.DataOptions;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.DatasetPart;
import dev.wgan.train.data.Datasets;
import java.nio.file.Path;

/**
 * Where a run's data are and how they are read, kept in the run folder as {@code source.json} so
 * that resuming needs no arguments.
 *
 * @param path the data's place; empty for the embedded images
 * @param size width and height that images are brought to, 0 for their own
 * @param colour how many channels images get
 * @param crop whether images that are not square are cut to their centre
 * @param part which files of an idx folder: train, test, or auto
 * @param skipBadImages whether unreadable images are left out
 * @param standardise whether the columns of tables are standardised
 */
record DataSource(
    String path,
    int size,
    Colour colour,
    boolean crop,
    String part,
    boolean skipBadImages,
    boolean standardise) {
  static final String FILE = "source.json";

  Dataset open() {
    DataOptions options =
        DataOptions.of(
            builder -> {
              if (size > 0) {
                builder.size(size);
              }
              if (!part.equals("auto")) {
                builder.part(DatasetPart.valueOf(part.toUpperCase(java.util.Locale.ROOT)));
              }
              builder
                  .colour(colour)
                  .centreCrop(crop)
                  .skipBadImages(skipBadImages)
                  .standardise(standardise);
            });
    return path.isEmpty() ? Datasets.embedded(options) : Datasets.open(Path.of(path), options);
  }

  /** Whether the path is a folder that has a training and a test part, and neither was chosen. */
  boolean hasBothParts() {
    return part.equals("auto") && !path.isEmpty() && Datasets.hasBothParts(Path.of(path));
  }

  DataSource withPart(String chosen) {
    return new DataSource(path, size, colour, crop, chosen, skipBadImages, standardise);
  }

  /** The same in the units of the data, as generators give them. */
  DataSource asTheyAre() {
    return new DataSource(path, size, colour, crop, part, skipBadImages, false);
  }
}
