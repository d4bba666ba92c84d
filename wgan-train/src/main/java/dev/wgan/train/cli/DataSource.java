package dev.wgan.train.cli;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.OptBoolean;
import dev.wgan.network.NetworkJson;
import dev.wgan.train.data.Colour;
import dev.wgan.train.data.DataException;
import dev.wgan.train.data.DataOption;
import dev.wgan.train.data.DataOptions;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.DatasetPart;
import dev.wgan.train.data.Datasets;
import dev.wgan.train.data.SoundOptions;
import dev.wgan.train.data.TableFormat;
import dev.wgan.train.table.SchemaJson;
import dev.wgan.train.table.TableDataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The place of a run's data and the way they are read, kept in the run folder as {@code
 * source.json}, so that resuming needs no arguments.
 *
 * @param path the data's place; empty for the embedded images
 * @param size width and height that images are resized to, 0 for their own
 * @param patches the factor by which photographs are reduced before squares are cut out of them; 0
 *     for images that are not cut into squares
 * @param colour how many channels images get
 * @param crop whether images that are not square are cut to their centre
 * @param background the colour under transparent pixels, {@code 0xRRGGBB}
 * @param part the part of a published data set: train, test, or auto
 * @param skipBadImages whether unreadable images and sounds are left out
 * @param dropDuplicates whether repeated samples are left out
 * @param range the values of black and white in an {@code .npy} file; empty for the default
 * @param standardise whether the columns of tables are standardised
 * @param header whether the first line of a table holds names
 * @param separator the separator of a table's fields
 * @param decimal the decimal mark of a table
 * @param ignoreColumns the columns of a table to leave out
 * @param allColumns whether a row index without a name is read, too
 * @param sound how WAV files are read: one record, or none in runs of earlier versions
 * @param frames the number of frames of a film, 0 for data that are not read as films
 * @param schema the schema of a typed table as JSON; empty for other data
 */
record DataSource(
    String path,
    int size,
    int patches,
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
    boolean allColumns,
    @JacksonInject(value = NetworkJson.EMPTY_IF_ABSENT, useInput = OptBoolean.TRUE)
        List<Sound> sound,
    @JacksonInject(value = NetworkJson.ZERO_IF_ABSENT, useInput = OptBoolean.TRUE) int frames,
    @JacksonInject(value = NetworkJson.NO_TEXT_IF_ABSENT, useInput = OptBoolean.TRUE)
        String schema) {
  static final String FILE = "source.json";

  /** The schema of a typed table in its run folder, for people to read. */
  static final String SCHEMA_FILE = "schema.json";

  DataSource {
    range = List.copyOf(range);
    ignoreColumns = List.copyOf(ignoreColumns);
    sound = List.copyOf(sound);
  }

  Dataset open() {
    return open(path);
  }

  /** Opens other data with the options of this source. */
  Dataset open(String other) {
    try {
      DataOptions options = options();
      if (!schema.isEmpty()) {
        TableFormat format = new TableFormat(header, separator, decimal, Optional.empty());
        return TableDataset.open(Path.of(other), Optional.of(SchemaJson.read(schema)), format);
      }
      if (patches > 0) {
        return Datasets.openPatches(Path.of(other), size, patches, options);
      }
      return other.isEmpty() ? Datasets.embedded(options) : Datasets.open(Path.of(other), options);
    } catch (DataException e) {
      throw new RefusedData(e);
    }
  }

  /**
   * Returns whether the path is a folder with a training and a test part of which neither was
   * chosen.
   */
  boolean hasBothParts() {
    return part.equals("auto") && !path.isEmpty() && Datasets.hasBothParts(Path.of(path));
  }

  /** A source with the options of this one that reads the columns of a schema. */
  DataSource typed(String json) {
    return changed(path, part, standardise, sound, frames, json);
  }

  /** Returns whether an option was given that only tables of plain numbers have. */
  boolean readsNumbers() {
    return allColumns || !standardise || decimal != TableFormat.Decimal.AUTO;
  }

  /** A source with the options of this one at another place. */
  DataSource at(Path place) {
    return changed(place.toAbsolutePath().normalize().toString(), part, standardise, sound);
  }

  /** A source with the options of this one whose sounds are slices of a length. */
  DataSource sliced(int length) {
    return changed(
        path, part, standardise, List.of(new Sound(0, length, false, false, false, false)));
  }

  /** A source with the options of this one that reads films. */
  DataSource inFrames(int count) {
    return changed(path, part, standardise, sound, count, schema);
  }

  DataSource withPart(String chosen) {
    return changed(path, chosen, standardise, sound);
  }

  /** A source without standardisation: data in their own units, as generators make them. */
  DataSource asTheyAre() {
    return changed(path, part, false, sound);
  }

  /** The command line's name for an option of reading. */
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
      case RATE -> "--rate";
      case SLICE -> "--slice";
      case PAD_END -> "--data_pad_end";
      case NORMALISE -> "--data_normalize";
      case MONO -> "--mono";
      case SKIP_BAD_SOUNDS -> "--skip-bad-sounds";
      case FRAMES -> "--frames";
    };
  }

  private DataSource changed(
      String newPath, String newPart, boolean newStandardise, List<Sound> newSound) {
    return changed(newPath, newPart, newStandardise, newSound, frames, schema);
  }

  private DataSource changed(
      String newPath,
      String newPart,
      boolean newStandardise,
      List<Sound> newSound,
      int newFrames,
      String newSchema) {
    return new DataSource(
        newPath,
        size,
        patches,
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
        allColumns,
        newSound,
        newFrames,
        newSchema);
  }

  private DataOptions options() {
    Optional<List<String>> ignored =
        allColumns || !ignoreColumns.isEmpty() ? Optional.of(ignoreColumns) : Optional.empty();
    return DataOptions.of(
        builder -> {
          if (size != 0) {
            builder.size(size);
          }
          if (frames != 0) {
            builder.frames(frames);
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
              .table(new TableFormat(header, separator, decimal, ignored))
              .sound(soundOptions());
        });
  }

  private SoundOptions soundOptions() {
    return sound.isEmpty() ? SoundOptions.defaults() : sound.get(0).options(skipBadImages);
  }
}
