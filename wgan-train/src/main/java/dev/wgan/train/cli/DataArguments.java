package dev.wgan.train.cli;

import dev.wgan.train.data.Colour;
import dev.wgan.train.data.DataOptions;
import dev.wgan.train.data.SoundOptions;
import dev.wgan.train.data.TableFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that choose the data and how they are read. */
final class DataArguments {
  /** A part of the data. */
  enum Part {
    AUTO,
    TRAIN,
    TEST
  }

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "a folder of PNG, JPEG, WebP, GIF, BMP or TIFF images (sub-folders are classes, or parts"
              + " if they are named train, val and test), a folder of WAV files, an idx file or a folder of them, an .npy"
              + " file of images or rows, or a table of numbers (.csv, .tsv, .txt, also .gz)"
              + " (default: the embedded 10,000 Fashion-MNIST images)")
  private @Nullable Path path;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      description = "width and height that images are resized to (default: their own)")
  private @Nullable Integer size;

  @Option(
      names = "--patches",
      description =
          "cut squares of --size pixels out of large photographs at random places, mirrored and turned, instead of resizing them")
  private boolean patches;

  @Option(
      names = "--shrink",
      paramLabel = "N",
      description =
          "with --patches, and to evaluate restored pictures: the factor by which photographs are reduced first, because the pixels of a camera are blurred (default: ${DEFAULT-VALUE})")
  private int shrink = 1;

  @Option(
      names = "--colour",
      paramLabel = "COLOUR",
      description =
          "channels of the images: ${COMPLETION-CANDIDATES} (default: grey if all files hold greys)")
  private Colour colour = Colour.AUTO;

  @Option(
      names = "--background",
      paramLabel = "RRGGBB",
      description = "the colour under transparent pixels (default: ${DEFAULT-VALUE})")
  private String background = "FFFFFF";

  @Option(
      names = "--no-crop",
      description = "distort images that are not square instead of cutting them to their centre")
  private boolean noCrop;

  @Option(
      names = "--part",
      paramLabel = "PART",
      description =
          "the part of a data set that has parts: ${COMPLETION-CANDIDATES} (default: train if there are both)")
  private Part part = Part.AUTO;

  @Option(
      names = {"--skip-bad-images", "--skip-bad-sounds"},
      description = "leave out images and sounds that cannot be read")
  private boolean skipBadImages;

  @Option(
      names = "--drop-duplicates",
      description =
          "leave out samples equal to earlier ones (default: images of equal content stay on one side of the held-out split)")
  private boolean dropDuplicates;

  @Option(
      names = "--range",
      paramLabel = "BLACK,WHITE",
      hideParamSyntax = true,
      split = ",",
      description =
          "the values of black and white in an .npy file of images, such as 0,1 (default: -1,1 for floats, 0,255 for integers)")
  private List<Float> range = List.of();

  @Option(names = "--no-standardise", description = "take the columns of a table as they are")
  private boolean noStandardise;

  @Option(
      names = "--header",
      paramLabel = "WHETHER",
      description =
          "whether the first line of a table holds names: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}; the line about the data reports the decision)")
  private TableFormat.Header header = TableFormat.Header.AUTO;

  @Option(
      names = "--separator",
      paramLabel = "WHICH",
      description =
          "the separator of a table's fields: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private TableFormat.Separator separator = TableFormat.Separator.AUTO;

  @Option(
      names = "--decimal",
      paramLabel = "WHICH",
      description =
          "the decimal mark of a table: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private TableFormat.Decimal decimal = TableFormat.Decimal.AUTO;

  @Option(
      names = "--ignore-columns",
      paramLabel = "[NAME,...]",
      hideParamSyntax = true,
      split = ",",
      arity = "0..1",
      description =
          "columns of a table to leave out; an empty value leaves out none (default: a row index)")
  private @Nullable List<String> ignoreColumns;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description =
          "read films of N frames: each GIF file, or each folder of other images in the order of their numbers; longer films are cut into several (default: read images)")
  private @Nullable Integer frames;

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      description =
          "samples per second that WAV files are resampled to (default: the rate of the files, if all have the same)")
  private @Nullable Integer rate;

  @Option(
      names = "--slice",
      paramLabel = "SAMPLES",
      description =
          "length of the slices that WAV files are cut into, one after the other (default: ${DEFAULT-VALUE})")
  private int slice = SoundOptions.DEFAULT_SLICE;

  @Option(names = "--data_first_slice", description = "use only the first slice of each WAV file")
  private boolean firstSlice;

  @Option(
      names = "--data_pad_end",
      description =
          "pad the last slice of each WAV file with zeros (default: leave out what is shorter than a slice)")
  private boolean padEnd;

  @Option(names = "--data_normalize", description = "scale each WAV file to a peak of 1")
  private boolean normalise;

  @Option(names = "--mono", description = "mix the channels of each WAV file into one")
  private boolean mono;

  /** The folder of whole photographs; its absence is wrong usage. */
  Path photographs() {
    if (path == null) {
      throw usage("a model that restores pictures needs --data FOLDER, a folder of photographs");
    }
    return path;
  }

  /** The factor by which photographs are reduced. */
  int shrink() {
    if (shrink < 1) {
      throw usage(String.format(Locale.ROOT, "--shrink is %s: expected 1 or more", shrink));
    }
    return shrink;
  }

  /** Returns how data are read; an option out of range is wrong usage. */
  DataSource source() {
    if (size != null && size < 1) {
      throw usage(String.format(Locale.ROOT, "--size is %s: expected 1 or more pixels", size));
    }
    if (patches && (size == null || path == null)) {
      throw usage("--patches needs --data FOLDER and --size PIXELS, the width of a square");
    }
    if (shrink < 1 || (shrink > 1 && !patches)) {
      throw usage(
          String.format(
              Locale.ROOT, "--shrink is %s: expected 1 or more, together with --patches", shrink));
    }
    if (rate != null && (rate < 1 || rate > SoundOptions.MAX_RATE)) {
      throw usage(
          String.format(
              Locale.ROOT,
              "--rate is %s: expected 1 to %s samples per second",
              rate,
              SoundOptions.MAX_RATE));
    }
    if (slice < 1 || slice > SoundOptions.MAX_SLICE) {
      throw usage(
          String.format(
              Locale.ROOT,
              "--slice is %s: expected 1 to %s samples",
              slice,
              SoundOptions.MAX_SLICE));
    }
    if (frames != null && (frames < 1 || frames > DataOptions.MAX_FRAMES)) {
      throw usage(
          String.format(
              Locale.ROOT,
              "--frames is %s: expected 1 to %s frames",
              frames,
              DataOptions.MAX_FRAMES));
    }
    if (frames != null && (patches || path == null)) {
      throw usage("--frames needs --data FOLDER, a folder of films, without --patches");
    }
    if (!background.matches("[0-9a-fA-F]{6}")) {
      throw usage(
          String.format(
              Locale.ROOT, "--background is '%s': expected RRGGBB, such as FFFFFF", background));
    }
    if (!range.isEmpty() && (range.size() != 2 || !(range.get(0) < range.get(1)))) {
      throw usage(
          String.format(
              Locale.ROOT, "--range is %s: expected BLACK,WHITE, the lower one first", range));
    }
    List<String> ignored = ignoreColumns == null ? List.of() : ignoreColumns;
    return new DataSource(
        path == null ? "" : path.toAbsolutePath().normalize().toString(),
        size == null ? 0 : size,
        patches ? shrink : 0,
        colour,
        !noCrop,
        Integer.parseInt(background, 16),
        part.name().toLowerCase(Locale.ROOT),
        skipBadImages,
        dropDuplicates,
        range,
        !noStandardise,
        header,
        separator,
        decimal,
        ignored.stream().filter(name -> !name.isEmpty()).toList(),
        ignoreColumns != null,
        List.of(new Sound(rate == null ? 0 : rate, slice, firstSlice, padEnd, normalise, mono)),
        frames == null ? 0 : frames,
        "");
  }

  private ParameterException usage(String message) {
    if (command == null) {
      throw new IllegalStateException(message);
    }
    return new ParameterException(command.commandLine(), message);
  }
}
