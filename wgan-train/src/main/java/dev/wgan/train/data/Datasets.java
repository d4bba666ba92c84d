package dev.wgan.train.data;

import dev.wgan.train.kind.VectorKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Opens training data.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Datasets {
  private static final String EMBEDDED = "fashion-mnist/t10k-";
  private static final List<String> TABLES = List.of(".csv", ".tsv", ".tab", ".txt", ".dat");

  private Datasets() {}

  /**
   * Opens the data at a path, whose format is recognised by its content:
   *
   * <ul>
   *   <li>a folder with idx files, or one idx file of images, plain or gzipped (the layout of MNIST
   *       and Fashion-MNIST); labels are in the file of the corresponding name next to the images;
   *   <li>a folder of PNG, JPEG, WebP, GIF, BMP or TIFF images, sub-folders included; if all images
   *       lie in two or more sub-folders, these are the classes; sub-folders named train, val and
   *       test are parts, one of which the options choose;
   *   <li>a folder of films, if the options say {@link DataOptions#frames() how many frames} a film
   *       has: GIF files, or folders of other images, with classes and parts as for images;
   *   <li>a folder of WAV files, sub-folders included, with classes and parts as for images ({@link
   *       SoundOptions});
   *   <li>a NumPy file {@code .npy} of rows {@code [n, columns]}, or of images {@code [n, channels,
   *       height, width]} or {@code [n, height, width]}: floats from -1 to 1, unsigned bytes, or
   *       any numbers together with a {@link DataOptions#range() range};
   *   <li>a table of numbers {@code .csv}, {@code .tsv}, {@code .tab}, {@code .txt} or {@code
   *       .dat}, plain or gzipped; its separators and header are detected ({@link TableFormat}).
   * </ul>
   *
   * @param path a file or folder
   * @param options the options of reading
   * @return the data set, which the caller closes
   * @throws DataException if the path does not exist or cannot be read as training data
   */
  public static Dataset open(Path path, DataOptions options) {
    try {
      if (!Files.exists(path)) {
        throw new DataException(
            "there is no file or folder " + path + ": expected the path of training data");
      }
      Dataset data = Files.isDirectory(path) ? openFolder(path, options) : openFile(path, options);
      return options.dropDuplicates() ? Duplicates.drop(data) : data;
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(path, e.getCause() instanceof IOException cause ? cause : e);
    }
  }

  /**
   * Opens a folder of large photographs as squares that are cut out of them at random places,
   * mirrored and turned at random. Photographs smaller than a square are left out.
   *
   * @param folder a folder of images, sub-folders included
   * @param side the width and height of a square in pixels, 1 or more
   * @param shrink the factor by which the photographs are reduced first, 1 for none: the pixels of
   *     a camera are blurred, and those of a reduced photograph are not
   * @param options the options of reading; the size and the crop are not used
   * @return the data set, which the caller closes
   * @throws DataException if the folder cannot be read, a number is below 1, or no photograph is as
   *     large as a square
   */
  public static Dataset openPatches(Path folder, int side, int shrink, DataOptions options) {
    if (side < 1 || shrink < 1) {
      throw new DataException(
          Text.of(
              "patches of %d pixels out of photographs reduced by %d: expected 1 or more",
              side, shrink));
    }
    if (!Files.isDirectory(folder)) {
      throw new DataException(folder + " is not a folder: expected a folder of photographs");
    }
    try {
      return PhotoPatches.open(folder, side, shrink, options);
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(folder, e.getCause() instanceof IOException cause ? cause : e);
    }
  }

  /**
   * Returns whether a path is a folder of idx files or of images with a training and a test part.
   *
   * @param path a file or folder
   * @return whether both parts can be opened
   * @throws DataException if the folder cannot be read
   */
  public static boolean hasBothParts(Path path) {
    try {
      return Files.isDirectory(path)
          && (IdxFiles.hasBothParts(path) || FileTree.hasBothParts(path));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * Returns a data set without the samples that repeat content and label of an earlier one.
   *
   * @param data the data set; closed with the result
   * @return the data set itself if no sample repeats another
   */
  public static Dataset withoutDuplicates(Dataset data) {
    return Duplicates.drop(data);
  }

  /**
   * Opens the embedded data set: the 10,000 grey 28 by 28 images of Fashion-MNIST's test part
   * (Zalando SE, MIT licence).
   *
   * @return the data set
   */
  public static Dataset embedded() {
    return embedded(DataOptions.defaults());
  }

  /**
   * Opens the embedded data set with images of another size or number of channels.
   *
   * @param options the options of reading
   * @return the data set, which the caller closes
   * @throws DataException if it does not fit the options
   */
  public static Dataset embedded(DataOptions options) {
    try {
      return IdxLoader.load(
          new IdxFiles(
              "fashion-mnist-10k",
              "the embedded Fashion-MNIST test images",
              () -> resource(EMBEDDED + "images-idx3-ubyte.gz"),
              Optional.empty(),
              Optional.of(() -> resource(EMBEDDED + "labels-idx1-ubyte.gz"))),
          options);
    } catch (IOException e) {
      throw new DataException("cannot read the embedded images: " + e, e);
    }
  }

  /**
   * Makes a data set of rows in memory, unchanged.
   *
   * @param name its name
   * @param values the rows, {@code [n, columns]} row-major; not copied
   * @param columns elements of a row, 1 or more
   * @return the data set
   * @throws DataException if the values make no whole rows or are not all finite
   */
  public static Dataset ofRows(String name, float[] values, int columns) {
    wholeSamples(name, values.length, List.of(columns));
    return Tables.unlabelled(name, "memory", values, columns, Optional.empty(), Findings.NONE);
  }

  /**
   * Makes a data set of images in memory.
   *
   * @param name its name
   * @param values the images, {@code [n, channels, height, width]} row-major, -1 to 1; not copied
   * @param shape dimensions of one image, {@code [channels, height, width]}
   * @return the data set
   * @throws DataException if the values make no whole images or are not all from -1 to 1
   */
  public static Dataset ofImages(String name, float[] values, List<Integer> shape) {
    wholeSamples(name, values.length, shape);
    return ImageArrays.unlabelled(name, "memory", values, shape);
  }

  /**
   * Makes a data set of labelled images in memory.
   *
   * @param name its name
   * @param values the images, {@code [n, channels, height, width]} row-major, -1 to 1; not copied
   * @param shape dimensions of one image, {@code [channels, height, width]}
   * @param labels the class of each image; not copied
   * @param classNames names of the classes, by label
   * @return the data set
   * @throws DataException if the values make no whole images, are not all from -1 to 1, or a label
   *     has no class name
   */
  public static Dataset ofImages(
      String name, float[] values, List<Integer> shape, int[] labels, List<String> classNames) {
    wholeSamples(name, values.length, shape);
    return ImageArrays.labelled(name, "memory", values, shape, labels, classNames);
  }

  private static DataException unreadable(Path path, Exception e) {
    String where = e instanceof FileSystemException fault ? fault.getFile() + ": " : "";
    String what =
        e instanceof AccessDeniedException
            ? "the permission is missing"
            : e instanceof FileSystemLoopException
                ? "its links form a cycle"
                : String.valueOf(e.getMessage());
    return new DataException(Text.of("cannot read %s: %s%s", path, where, what), e);
  }

  private static Dataset openFolder(Path folder, DataOptions options) throws IOException {
    Optional<IdxFiles> idx = IdxFiles.in(folder, options.part());
    if (idx.isPresent()) {
      return IdxLoader.load(idx.get(), options);
    }
    FolderScan scan = FolderScan.of(folder);
    if (scan.kind() == FileKind.SOUND) {
      return SoundFolder.load(scan, options);
    }
    return options.frames().isPresent()
        ? FilmFolder.load(scan, options, options.frames().getAsInt())
        : ImageFolder.load(scan, options);
  }

  private static Dataset openFile(Path file, DataOptions options) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(6);
    }
    String name = fileName(file).toLowerCase(Locale.ROOT);
    if (start.length == 0) {
      throw new DataException(file + " is empty: expected training data");
    }
    Optional<String> other = FileSignature.of(file);
    if (other.isPresent()) {
      throw new DataException(file + " is " + other.get());
    }
    if (name.endsWith(".npy") || startsWith(start, 0x93, 'N', 'U', 'M', 'P', 'Y')) {
      return NpyLoader.load(file, options);
    }
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    if (TABLES.stream().anyMatch(plain::endsWith)) {
      return CsvLoader.load(file, options);
    }
    if (name.contains("idx") || startsWith(start, 0, 0, 8) || startsWith(start, 0x1F, 0x8B)) {
      return IdxLoader.load(IdxFiles.of(file), options);
    }
    if (ImageFormats.isImage(name)) {
      throw new DataException(file + " is one image: expected the folder that holds the images");
    }
    if (FileKind.SOUND.matches(name)) {
      throw new DataException(
          file + " is one WAV file: expected the folder that holds the WAV files");
    }
    throw new DataException(
        file
            + " is of an unknown kind: expected an idx file, an .npy file, a .csv or .tsv file, or a"
            + " folder of idx files, of PNG, JPEG, WebP, GIF, BMP or TIFF images, or of WAV files");
  }

  private static boolean startsWith(byte[] bytes, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** The last part of a path, or the whole path for the root of a file system. */
  static String fileName(Path path) {
    Path last = path.toAbsolutePath().normalize().getFileName();
    return last == null ? path.toString() : last.toString();
  }

  private static void wholeSamples(String name, int values, List<Integer> shape) {
    int sample =
        new DataDescription(
                name,
                name,
                new VectorKind(),
                shape,
                DataDescription.IMAGE_RANGE,
                List.of(),
                0,
                Optional.empty(),
                Findings.NONE)
            .sampleSize();
    if (values < sample || values % sample != 0) {
      throw new DataException(
          Text.of(
              "%s has %d values, which are not a whole number of samples of shape %s",
              name, values, shape));
    }
  }

  private static InputStream resource(String name) throws IOException {
    URL url = Datasets.class.getResource(name);
    if (url == null) {
      throw new IOException("the class path lacks " + name);
    }
    return url.openStream();
  }
}
