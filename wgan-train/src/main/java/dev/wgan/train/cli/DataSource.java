package dev.wgan.train.cli;

import dev.wgan.train.data.Colour;
import dev.wgan.train.data.DataException;
import dev.wgan.train.data.DataOption;
import dev.wgan.train.data.DataOptions;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.DatasetPart;
import dev.wgan.train.data.Datasets;
import dev.wgan.train.data.TableFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a run's data are and how they are read, kept in the run folder as {@code source.json} so
 * that resuming needs no arguments.
 *
 * @param path the data's place; empty for the embedded images
 * @param size width and height that images are brought to, 0 for their own
 * @param colour how many channels images get
 * @param crop whether images that are not square are cut to their centre
 * @param background what transparent pixels lie on, {@code 0xRRGGBB}
 * @param part which part of a published data set: train, test, or auto
 * @param skipBadImages whether unreadable images are left out
 * @param dropDuplicates whether repeated samples are left out
 * @param range the values of black and white in an {@code .npy} file; empty for the usual ones
 * @param standardise whether the columns of tables are standardised
 * @param header whether the first line of a table holds names
 * @param separator what separates the fields of a table
 * @param decimal how a table writes decimals
 * @param ignoreColumns the columns of a table to leave out
 * @param allColumns whether a row index without a name is read, too
 */
record DataSource(
    String path,
    int size,
    Colour colour,
    boolean crop,
    int background,
    String part,
    boolean skipBadImages,
    boolean dropDuplicates,
    List<Float> range,
    boolean standardise,
    TableFormat.Header header,
    TableFormat.Separator separator,
    TableFormat.Decimal decimal,
    List<String> ignoreColumns,
    boolean allColumns) {
  static final String FILE = "source.json";

  DataSource {
    range = List.copyOf(range);
    ignoreColumns = List.copyOf(ignoreColumns);
  }

  Dataset open() {
    return open(path);
  }

  /** Opens other data in the same way. */
  Dataset open(String other) {
    try {
      DataOptions options = options();
      return other.isEmpty() ? Datasets.embedded(options) : Datasets.open(Path.of(other), options);
    } catch (DataException e) {
      throw new RefusedData(e);
    }
  }

  /** Whether the path is a folder that has a training and a test part, and neither was chosen. */
  boolean hasBothParts() {
    return part.equals("auto") && !path.isEmpty() && Datasets.hasBothParts(Path.of(path));
  }

  /** The same kind of data at another place. */
  DataSource at(Path place) {
    return changed(place.toAbsolutePath().normalize().toString(), part, standardise);
  }

  DataSource withPart(String chosen) {
    return changed(path, chosen, standardise);
  }

  /** The same in the units of the data, as generators give them. */
  DataSource asTheyAre() {
    return changed(path, part, false);
  }

  /** How the command line calls an option of reading. */
  static String optionName(DataOption option) {
    return switch (option) {
      case PART -> "--part";
      case SIZE -> "--size";
      case COLOUR -> "--colour";
      case SKIP_BAD_IMAGES -> "--skip-bad-images";
      case RANGE -> "--range";
      case DROP_DUPLICATES -> "--drop-duplicates";
      case STANDARDISE -> "--no-standardise";
      case HEADER -> "--header";
      case SEPARATOR -> "--separator";
      case DECIMAL -> "--decimal";
      case IGNORE_COLUMNS -> "--ignore-columns";
    };
  }

  private DataSource changed(String newPath, String newPart, boolean newStandardise) {
    return new DataSource(
        newPath,
        size,
        colour,
        crop,
        background,
        newPart,
        skipBadImages,
        dropDuplicates,
        range,
        newStandardise,
        header,
        separator,
        decimal,
        ignoreColumns,
        allColumns);
  }

  private DataOptions options() {
    Optional<List<String>> ignored =
        allColumns || !ignoreColumns.isEmpty() ? Optional.of(ignoreColumns) : Optional.empty();
    return DataOptions.of(
        builder -> {
          if (size != 0) {
            builder.size(size);
          }
          if (!part.equals("auto")) {
            builder.part(DatasetPart.valueOf(part.toUpperCase(Locale.ROOT)));
          }
          if (!range.isEmpty()) {
            builder.range(range.get(0), range.get(range.size() - 1));
          }
          builder
              .colour(colour)
              .centreCrop(crop)
              .background(background)
              .skipBadImages(skipBadImages)
              .dropDuplicates(dropDuplicates)
              .standardise(standardise)
              .table(new TableFormat(header, separator, decimal, ignored));
        });
  }
}
